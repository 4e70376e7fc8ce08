/* Before the first paint: the theme chosen last time. The rest of the program runs when the page has been read. */
try {
    const theme = localStorage.getItem('linger-theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch { /* no storage for files: follow the system */ }
