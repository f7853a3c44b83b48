"""Towns: before a day at the end of a line they say where a paper was signed, „Litvínov 25. 5. 2016“."""

from tracker.drafts.grammar.vocabulary import key_of

_NAMES = (
    "Praha Brno Ostrava Plzeň Liberec Olomouc Budějovice Králové Labem Pardubice Zlín Havířov Kladno Most Opava Karviná Místek Jihlava "
    "Teplice Vary Děčín Chomutov Přerov Prostějov Jablonec Boleslav Třebíč Znojmo Příbram Orlová Cheb Kolín Trutnov Písek Kroměříž Šumperk "
    "Vsetín Hodonín Břeclav Sokolov Krnov Litvínov Žďár Lípa Tábor Beroun Kadaň Jirkov Žatec Louny Jesenice Jeseník Bruntál Klatovy Náchod "
    "Rakovník Semily Strakonice Svitavy Tachov Domažlice Rokycany Chrudim Benešov Hora Nymburk Mělník Vyškov Blansko Hradiště Hodonín "
    "Bohumín Duchcov Krupka Bílina Rumburk Varnsdorf Šluknov Vejprty Postoloprty Obrnice Štětí Litoměřice Roudnice Lovosice Česká "
    "Frýdlant Slaný Jáchymov Aš Kraslice Nejdek Ostrov Odry Vítkov Nymburk Bystřice Valašské Osoblaha Albrechtice Budišov"
)
TOWNS = {key_of(name) for name in _NAMES.split()}
"""By the last word of their name."""
