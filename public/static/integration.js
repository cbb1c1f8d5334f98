// Puts Jalons in the page of another site, and lets its frame be as high as what it shows:
//
//   <script src="https://exemple.fr/jalons/integration.js" data-titre="Vos démarches ANS" data-hauteur="700"></script>
//
// data-titre: the title of the frame, for who listens to the page; data-hauteur: its height before it tells its own, in pixels;
// data-lieu: where it opens, after its « # ». Only a message of this frame, from the origin of this script, is listened to; and
// the frame speaks to the origin of this page alone (boot.js), which it knows by its own name.
(function () {
  var script = document.currentScript;
  if (!script) return;
  var page = new URL("./", script.src);
  var options = script.dataset;
  var frame = document.createElement("iframe");
  frame.title = options.titre || "Jalons, vos démarches auprès de l’Agence du Numérique en Santé";
  frame.name = "jalons " + location.origin;
  frame.allow = "clipboard-write";
  frame.style.cssText = "display: block; width: 100%; border: 0";
  frame.style.height = (Number(options.hauteur) || 700) + "px";
  frame.src = page.href + (options.lieu ? "#" + options.lieu.replace(/^#/, "") : "");
  addEventListener("message", function (event) {
    if (event.origin !== page.origin || event.source !== frame.contentWindow || !event.data) return;
    if (event.data.jalons === "hauteur" && event.data.hauteur > 0) {
      frame.style.height = Math.min(Math.ceil(event.data.hauteur), 200000) + "px";
    }
    // Another place of the wizard starts at its top, which may be above the screen.
    if (event.data.jalons === "place" && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
  });
  script.after(frame);
})();
