/* The review of a draft: the sentence of the card in which somebody works is marked and kept in sight.
   Without scripts the links between the card and the sentence do the same on demand. */
(() => {
  "use strict"

  const text = document.querySelector(".original")
  if (!text) return

  const show = (mark) => {
    text.querySelectorAll(".now").forEach((other) => other.classList.remove("now"))
    if (!mark) return
    mark.classList.add("now")
    const frame = text.getBoundingClientRect()
    const place = mark.getBoundingClientRect()
    if (place.top < frame.top || place.bottom > frame.bottom) {
      text.scrollTop += place.top - frame.top - text.clientHeight / 3
    }
  }

  document.querySelectorAll(".finding[data-text]").forEach((card) => {
    const mark = () => document.getElementById(card.dataset.text)
    card.addEventListener("focusin", () => show(mark()))
    card.addEventListener("pointerenter", () => show(mark()))
  })
})()
