// The design system's scripts wake only where the body says that the browser can run them.
document.body.className += " js-enabled nhsuk-frontend-supported";
