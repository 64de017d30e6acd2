// Inside Telegram: hands over what Telegram says of the user, which comes after the # of the address.
"use strict";
(() => {
  const said = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
  if (!said) return;
  const theme = new URLSearchParams(location.hash.slice(1)).get("tgWebAppThemeParams");
  if (theme) sessionStorage.setItem("telegram", theme);
  const form = document.getElementById("telegram");
  form.elements.dati.value = said;
  history.replaceState(null, "", location.pathname);
  form.submit();
})();
