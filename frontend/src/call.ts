// The organisers' pages of a call for proposals: lists in an order, addresses to pass on.
import "./styles/call.css";
import { all } from "./dom";
import { sortables } from "./sortable";

sortables();

for (const input of all<HTMLInputElement>("input[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = input.dataset["copy"] ?? "";
  button.addEventListener("click", () => {
    input.select();
    void navigator.clipboard?.writeText(input.value).then(() => {
      button.textContent = input.dataset["copied"] ?? "";
    });
  });
  const line = document.createElement("div");
  line.className = "copy-line";
  input.replaceWith(line);
  line.append(input, button);
}
