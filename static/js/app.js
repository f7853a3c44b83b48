/* Comfort for those who have scripts; every page is complete without them.
   Shortcuts (ux 4.2): "/" search, "n" new record, "g u" home; switched off on the page of help.
   A form with data-keep="name" is kept on this device while it is being typed, until it is stored or thrown away. */
(() => {
  "use strict"

  const OFF = "shortcuts-off"
  const DAY = 24 * 60 * 60 * 1000
  const shelf = window.localStorage

  // ---- shortcuts ----

  const typing = (element) =>
    element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName)
  const follow = (key) => {
    const link = document.querySelector(`[data-shortcut="${key}"]`)
    if (link) link.matches("input") ? link.focus() : link.click()
    return Boolean(link)
  }
  let before = ""
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || shelf.getItem(OFF)) return
    const keys = before === "g" ? `g ${event.key}` : event.key
    before = event.key
    if (follow(keys)) event.preventDefault()
  })

  const choice = document.querySelector("[data-shortcuts-choice]")
  if (choice) {
    choice.hidden = false
    const box = choice.querySelector("input")
    box.checked = !shelf.getItem(OFF)
    box.addEventListener("change", () => (box.checked ? shelf.removeItem(OFF) : shelf.setItem(OFF, "1")))
  }

  // ---- what is being typed ----

  const name = (form) => `kept:${form.dataset.keep}`
  const fields = (form) =>
    [...form.elements].filter((field) => field.name && !["hidden", "file", "password", "submit"].includes(field.type))
  const read = (form) =>
    fields(form).map((field) => [field.name, field.value, ["radio", "checkbox"].includes(field.type) && field.checked])
  const keep = (form) => shelf.setItem(name(form), JSON.stringify({ at: Date.now(), fields: read(form) }))
  const kept = (form) => {
    const found = JSON.parse(shelf.getItem(name(form)) || "null")
    return found && Date.now() - found.at < DAY ? found.fields : null
  }
  const fill = (form, values) => {
    for (const field of fields(form)) {
      const ticked = ["radio", "checkbox"].includes(field.type)
      const value = values.find(([n, v]) => n === field.name && (!ticked || v === field.value))
      if (value) ticked ? (field.checked = value[2]) : (field.value = value[1])
    }
  }

  for (const form of document.querySelectorAll("form[data-keep]")) {
    const empty = JSON.stringify(read(form))
    const values = kept(form)
    const notice = form.querySelector("[data-kept-notice]")
    if (values && form.dataset.keepFresh !== undefined && JSON.stringify(values) !== empty) {
      fill(form, values)
      notice.hidden = false
      notice.querySelector("button").addEventListener("click", () => {
        shelf.removeItem(name(form))
        fill(form, JSON.parse(empty))
        notice.hidden = true
      })
    }
    form.addEventListener("input", () => keep(form))
  }
  for (const stored of document.querySelectorAll("[data-forgets]")) shelf.removeItem(`kept:${stored.dataset.forgets}`)
  for (const leaving of document.querySelectorAll("form[data-forgets-all]")) {
    leaving.addEventListener("submit", () =>
      Object.keys(shelf).filter((key) => key.startsWith("kept:")).forEach((key) => shelf.removeItem(key)))
  }
})()
