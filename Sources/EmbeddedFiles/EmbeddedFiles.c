// Written by list-files.py.
#include "EmbeddedFiles.h"

static const unsigned char file_0[] = {
#embed "explanations/broken-external-anchor.md" suffix(, 0)
};
static const unsigned char file_1[] = {
#embed "explanations/broken-external-link.md" suffix(, 0)
};
static const unsigned char file_2[] = {
#embed "explanations/broken-link.md" suffix(, 0)
};
static const unsigned char file_3[] = {
#embed "explanations/redirected-link.md" suffix(, 0)
};
static const unsigned char file_4[] = {
#embed "explanations/unverified-link.md" suffix(, 0)
};
static const unsigned char file_5[] = {
#embed "providers/microsoft.txt" suffix(, 0)
};
static const unsigned char file_6[] = {
#embed "starter/content/catalog.yml" suffix(, 0)
};
static const unsigned char file_7[] = {
#embed "starter/content/guides/connect.md" suffix(, 0)
};
static const unsigned char file_8[] = {
#embed "starter/content/guides/index.md" suffix(, 0)
};
static const unsigned char file_9[] = {
#embed "starter/content/index.md" suffix(, 0)
};
static const unsigned char file_10[] = {
#embed "starter/content/security/index.md" suffix(, 0)
};
static const unsigned char file_11[] = {
#embed "starter/content/security/permissions.md" suffix(, 0)
};
static const unsigned char file_12[] = {
#embed "starter/gitignore" suffix(, 0)
};
static const unsigned char file_13[] = {
#embed "starter/scopebook.yml" suffix(, 0)
};
static const unsigned char file_14[] = {
#embed "theme/404.html" suffix(, 0)
};
static const unsigned char file_15[] = {
#embed "theme/directives/checklist.html" suffix(, 0)
};
static const unsigned char file_16[] = {
#embed "theme/directives/consent-link.html" suffix(, 0)
};
static const unsigned char file_17[] = {
#embed "theme/directives/permission-changes.html" suffix(, 0)
};
static const unsigned char file_18[] = {
#embed "theme/directives/permissions.html" suffix(, 0)
};
static const unsigned char file_19[] = {
#embed "theme/directives/prerequisites.html" suffix(, 0)
};
static const unsigned char file_20[] = {
#embed "theme/directives/revoke.html" suffix(, 0)
};
static const unsigned char file_21[] = {
#embed "theme/directives/troubleshooting.html" suffix(, 0)
};
static const unsigned char file_22[] = {
#embed "theme/favicon.svg" suffix(, 0)
};
static const unsigned char file_23[] = {
#embed "theme/home.html" suffix(, 0)
};
static const unsigned char file_24[] = {
#embed "theme/layout.html" suffix(, 0)
};
static const unsigned char file_25[] = {
#embed "theme/navigation.html" suffix(, 0)
};
static const unsigned char file_26[] = {
#embed "theme/page.html" suffix(, 0)
};
static const unsigned char file_27[] = {
#embed "theme/partials/access.html" suffix(, 0)
};
static const unsigned char file_28[] = {
#embed "theme/partials/breadcrumbs.html" suffix(, 0)
};
static const unsigned char file_29[] = {
#embed "theme/partials/card.html" suffix(, 0)
};
static const unsigned char file_30[] = {
#embed "theme/partials/children.html" suffix(, 0)
};
static const unsigned char file_31[] = {
#embed "theme/partials/footer.html" suffix(, 0)
};
static const unsigned char file_32[] = {
#embed "theme/partials/head.html" suffix(, 0)
};
static const unsigned char file_33[] = {
#embed "theme/partials/header.html" suffix(, 0)
};
static const unsigned char file_34[] = {
#embed "theme/partials/navigation-item.html" suffix(, 0)
};
static const unsigned char file_35[] = {
#embed "theme/partials/page-end.html" suffix(, 0)
};
static const unsigned char file_36[] = {
#embed "theme/partials/pager.html" suffix(, 0)
};
static const unsigned char file_37[] = {
#embed "theme/partials/permission-name.html" suffix(, 0)
};
static const unsigned char file_38[] = {
#embed "theme/partials/sidebar.html" suffix(, 0)
};
static const unsigned char file_39[] = {
#embed "theme/partials/title.html" suffix(, 0)
};
static const unsigned char file_40[] = {
#embed "theme/partials/toc.html" suffix(, 0)
};
static const unsigned char file_41[] = {
#embed "theme/permission.html" suffix(, 0)
};
static const unsigned char file_42[] = {
#embed "theme/permissions.html" suffix(, 0)
};
static const unsigned char file_43[] = {
#embed "theme/redirect.html" suffix(, 0)
};
static const unsigned char file_44[] = {
#embed "theme/section.html" suffix(, 0)
};
static const unsigned char file_45[] = {
#embed "theme/site.css" suffix(, 0)
};
static const unsigned char file_46[] = {
#embed "theme/site.js" suffix(, 0)
};
static const unsigned char file_47[] = {
#embed "theme/witnesses.html" suffix(, 0)
};

static const embedded_file files[] = {
  {"explanations/broken-external-anchor.md", file_0, sizeof file_0 - 1},
  {"explanations/broken-external-link.md", file_1, sizeof file_1 - 1},
  {"explanations/broken-link.md", file_2, sizeof file_2 - 1},
  {"explanations/redirected-link.md", file_3, sizeof file_3 - 1},
  {"explanations/unverified-link.md", file_4, sizeof file_4 - 1},
  {"providers/microsoft.txt", file_5, sizeof file_5 - 1},
  {"starter/content/catalog.yml", file_6, sizeof file_6 - 1},
  {"starter/content/guides/connect.md", file_7, sizeof file_7 - 1},
  {"starter/content/guides/index.md", file_8, sizeof file_8 - 1},
  {"starter/content/index.md", file_9, sizeof file_9 - 1},
  {"starter/content/security/index.md", file_10, sizeof file_10 - 1},
  {"starter/content/security/permissions.md", file_11, sizeof file_11 - 1},
  {"starter/gitignore", file_12, sizeof file_12 - 1},
  {"starter/scopebook.yml", file_13, sizeof file_13 - 1},
  {"theme/404.html", file_14, sizeof file_14 - 1},
  {"theme/directives/checklist.html", file_15, sizeof file_15 - 1},
  {"theme/directives/consent-link.html", file_16, sizeof file_16 - 1},
  {"theme/directives/permission-changes.html", file_17, sizeof file_17 - 1},
  {"theme/directives/permissions.html", file_18, sizeof file_18 - 1},
  {"theme/directives/prerequisites.html", file_19, sizeof file_19 - 1},
  {"theme/directives/revoke.html", file_20, sizeof file_20 - 1},
  {"theme/directives/troubleshooting.html", file_21, sizeof file_21 - 1},
  {"theme/favicon.svg", file_22, sizeof file_22 - 1},
  {"theme/home.html", file_23, sizeof file_23 - 1},
  {"theme/layout.html", file_24, sizeof file_24 - 1},
  {"theme/navigation.html", file_25, sizeof file_25 - 1},
  {"theme/page.html", file_26, sizeof file_26 - 1},
  {"theme/partials/access.html", file_27, sizeof file_27 - 1},
  {"theme/partials/breadcrumbs.html", file_28, sizeof file_28 - 1},
  {"theme/partials/card.html", file_29, sizeof file_29 - 1},
  {"theme/partials/children.html", file_30, sizeof file_30 - 1},
  {"theme/partials/footer.html", file_31, sizeof file_31 - 1},
  {"theme/partials/head.html", file_32, sizeof file_32 - 1},
  {"theme/partials/header.html", file_33, sizeof file_33 - 1},
  {"theme/partials/navigation-item.html", file_34, sizeof file_34 - 1},
  {"theme/partials/page-end.html", file_35, sizeof file_35 - 1},
  {"theme/partials/pager.html", file_36, sizeof file_36 - 1},
  {"theme/partials/permission-name.html", file_37, sizeof file_37 - 1},
  {"theme/partials/sidebar.html", file_38, sizeof file_38 - 1},
  {"theme/partials/title.html", file_39, sizeof file_39 - 1},
  {"theme/partials/toc.html", file_40, sizeof file_40 - 1},
  {"theme/permission.html", file_41, sizeof file_41 - 1},
  {"theme/permissions.html", file_42, sizeof file_42 - 1},
  {"theme/redirect.html", file_43, sizeof file_43 - 1},
  {"theme/section.html", file_44, sizeof file_44 - 1},
  {"theme/site.css", file_45, sizeof file_45 - 1},
  {"theme/site.js", file_46, sizeof file_46 - 1},
  {"theme/witnesses.html", file_47, sizeof file_47 - 1},
};

const size_t embedded_files_count = sizeof files / sizeof *files;

embedded_file embedded_file_at(size_t position) { return files[position]; }
