// Leads from a page's former address to the present one, with the query and the fragment that the reader came with.
location.replace(document.currentScript.dataset.target + location.search + location.hash);
