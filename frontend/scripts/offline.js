// Says that the network is gone, and that nothing written on the page is lost by it.
const notice = document.querySelector("[data-offline]");
const tell = () => notice && (notice.hidden = navigator.onLine);
addEventListener("online", tell);
addEventListener("offline", tell);
tell();
