// From a disk browsers take no symbol out of another file: those that the page does not carry itself come with the script.
import sprite from "../icons.svg?raw";

const symbols = new DOMParser().parseFromString(sprite, "image/svg+xml").querySelectorAll("symbol");
const place = document.createElementNS("http://www.w3.org/2000/svg", "svg");
place.setAttribute("hidden", "");
place.append(...[...symbols].filter(({ id }) => !document.getElementById(id)));
document.body.append(place);
document.body.dataset["icons"] = "";
