// Says the value of a slider while it moves. Without this file the button does the same.
"use strict";
for (const slider of document.querySelectorAll(".sliders input[type=range]")) {
  const said = slider.parentElement.querySelector("output");
  slider.addEventListener("input", () => { said.textContent = slider.value; });
}
