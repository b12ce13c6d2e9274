// Written by list-files.py.
#include "EmbeddedFiles.h"

static const unsigned char file_0[] = {
#embed "explanations/broken-anchor.md" suffix(, 0)
};
static const unsigned char file_1[] = {
#embed "explanations/broken-external-anchor.md" suffix(, 0)
};
static const unsigned char file_2[] = {
#embed "explanations/broken-external-link.md" suffix(, 0)
};
static const unsigned char file_3[] = {
#embed "explanations/broken-link.md" suffix(, 0)
};
static const unsigned char file_4[] = {
#embed "explanations/common-tenant.md" suffix(, 0)
};
static const unsigned char file_5[] = {
#embed "explanations/directory-without-page.md" suffix(, 0)
};
static const unsigned char file_6[] = {
#embed "explanations/duplicate-anchor.md" suffix(, 0)
};
static const unsigned char file_7[] = {
#embed "explanations/duplicate-attribute.md" suffix(, 0)
};
static const unsigned char file_8[] = {
#embed "explanations/duplicate-footnote.md" suffix(, 0)
};
static const unsigned char file_9[] = {
#embed "explanations/duplicate-key.md" suffix(, 0)
};
static const unsigned char file_10[] = {
#embed "explanations/duplicate-permalink.md" suffix(, 0)
};
static const unsigned char file_11[] = {
#embed "explanations/extra-table-cell.md" suffix(, 0)
};
static const unsigned char file_12[] = {
#embed "explanations/false-read-only-claim.md" suffix(, 0)
};
static const unsigned char file_13[] = {
#embed "explanations/foreign-client-id.md" suffix(, 0)
};
static const unsigned char file_14[] = {
#embed "explanations/incomplete-sign-in-link.md" suffix(, 0)
};
static const unsigned char file_15[] = {
#embed "explanations/inconsistent-list.md" suffix(, 0)
};
static const unsigned char file_16[] = {
#embed "explanations/insecure-link.md" suffix(, 0)
};
static const unsigned char file_17[] = {
#embed "explanations/insufficient-role.md" suffix(, 0)
};
static const unsigned char file_18[] = {
#embed "explanations/invalid-attribute.md" suffix(, 0)
};
static const unsigned char file_19[] = {
#embed "explanations/invalid-consent.md" suffix(, 0)
};
static const unsigned char file_20[] = {
#embed "explanations/invalid-line-marks.md" suffix(, 0)
};
static const unsigned char file_21[] = {
#embed "explanations/invalid-utf8.md" suffix(, 0)
};
static const unsigned char file_22[] = {
#embed "explanations/invalid-value.md" suffix(, 0)
};
static const unsigned char file_23[] = {
#embed "explanations/invalid-yaml.md" suffix(, 0)
};
static const unsigned char file_24[] = {
#embed "explanations/lost-anchor.md" suffix(, 0)
};
static const unsigned char file_25[] = {
#embed "explanations/lost-url.md" suffix(, 0)
};
static const unsigned char file_26[] = {
#embed "explanations/malformed-attributes.md" suffix(, 0)
};
static const unsigned char file_27[] = {
#embed "explanations/malformed-scope-list.md" suffix(, 0)
};
static const unsigned char file_28[] = {
#embed "explanations/managed-user-consent.md" suffix(, 0)
};
static const unsigned char file_29[] = {
#embed "explanations/mislabelled-id.md" suffix(, 0)
};
static const unsigned char file_30[] = {
#embed "explanations/misplaced-parameter.md" suffix(, 0)
};
static const unsigned char file_31[] = {
#embed "explanations/misplaced-prompt.md" suffix(, 0)
};
static const unsigned char file_32[] = {
#embed "explanations/missing-alt-text.md" suffix(, 0)
};
static const unsigned char file_33[] = {
#embed "explanations/missing-attribute.md" suffix(, 0)
};
static const unsigned char file_34[] = {
#embed "explanations/missing-image.md" suffix(, 0)
};
static const unsigned char file_35[] = {
#embed "explanations/missing-key.md" suffix(, 0)
};
static const unsigned char file_36[] = {
#embed "explanations/missing-label.md" suffix(, 0)
};
static const unsigned char file_37[] = {
#embed "explanations/mixed-default.md" suffix(, 0)
};
static const unsigned char file_38[] = {
#embed "explanations/nesting-too-deep.md" suffix(, 0)
};
static const unsigned char file_39[] = {
#embed "explanations/orphan-page.md" suffix(, 0)
};
static const unsigned char file_40[] = {
#embed "explanations/over-privileged-role.md" suffix(, 0)
};
static const unsigned char file_41[] = {
#embed "explanations/permission-case.md" suffix(, 0)
};
static const unsigned char file_42[] = {
#embed "explanations/raw-html.md" suffix(, 0)
};
static const unsigned char file_43[] = {
#embed "explanations/redirect-loop.md" suffix(, 0)
};
static const unsigned char file_44[] = {
#embed "explanations/redirected-link.md" suffix(, 0)
};
static const unsigned char file_45[] = {
#embed "explanations/redundant-permission.md" suffix(, 0)
};
static const unsigned char file_46[] = {
#embed "explanations/removed-permission.md" suffix(, 0)
};
static const unsigned char file_47[] = {
#embed "explanations/retired-api.md" suffix(, 0)
};
static const unsigned char file_48[] = {
#embed "explanations/single-tenant-link.md" suffix(, 0)
};
static const unsigned char file_49[] = {
#embed "explanations/skipped-heading-level.md" suffix(, 0)
};
static const unsigned char file_50[] = {
#embed "explanations/stale-translation.md" suffix(, 0)
};
static const unsigned char file_51[] = {
#embed "explanations/stray-directive-fence.md" suffix(, 0)
};
static const unsigned char file_52[] = {
#embed "explanations/suppression-without-reason.md" suffix(, 0)
};
static const unsigned char file_53[] = {
#embed "explanations/template-syntax.md" suffix(, 0)
};
static const unsigned char file_54[] = {
#embed "explanations/template-type.md" suffix(, 0)
};
static const unsigned char file_55[] = {
#embed "explanations/translation-without-original.md" suffix(, 0)
};
static const unsigned char file_56[] = {
#embed "explanations/uncatalogued-request.md" suffix(, 0)
};
static const unsigned char file_57[] = {
#embed "explanations/unclosed-directive.md" suffix(, 0)
};
static const unsigned char file_58[] = {
#embed "explanations/unclosed-front-matter.md" suffix(, 0)
};
static const unsigned char file_59[] = {
#embed "explanations/undeclared-permission.md" suffix(, 0)
};
static const unsigned char file_60[] = {
#embed "explanations/undocumented-permission.md" suffix(, 0)
};
static const unsigned char file_61[] = {
#embed "explanations/unexpected-label.md" suffix(, 0)
};
static const unsigned char file_62[] = {
#embed "explanations/unfinished-catalog.md" suffix(, 0)
};
static const unsigned char file_63[] = {
#embed "explanations/unknown-attribute.md" suffix(, 0)
};
static const unsigned char file_64[] = {
#embed "explanations/unknown-block.md" suffix(, 0)
};
static const unsigned char file_65[] = {
#embed "explanations/unknown-directive.md" suffix(, 0)
};
static const unsigned char file_66[] = {
#embed "explanations/unknown-endpoint.md" suffix(, 0)
};
static const unsigned char file_67[] = {
#embed "explanations/unknown-key.md" suffix(, 0)
};
static const unsigned char file_68[] = {
#embed "explanations/unknown-partial.md" suffix(, 0)
};
static const unsigned char file_69[] = {
#embed "explanations/unknown-permission.md" suffix(, 0)
};
static const unsigned char file_70[] = {
#embed "explanations/unknown-variable.md" suffix(, 0)
};
static const unsigned char file_71[] = {
#embed "explanations/unmarked-translation.md" suffix(, 0)
};
static const unsigned char file_72[] = {
#embed "explanations/unreadable.md" suffix(, 0)
};
static const unsigned char file_73[] = {
#embed "explanations/unregistered-redirect.md" suffix(, 0)
};
static const unsigned char file_74[] = {
#embed "explanations/unrequested-permission.md" suffix(, 0)
};
static const unsigned char file_75[] = {
#embed "explanations/unresolved-reference.md" suffix(, 0)
};
static const unsigned char file_76[] = {
#embed "explanations/unresolved-request.md" suffix(, 0)
};
static const unsigned char file_77[] = {
#embed "explanations/unsafe-url.md" suffix(, 0)
};
static const unsigned char file_78[] = {
#embed "explanations/unstated-kind.md" suffix(, 0)
};
static const unsigned char file_79[] = {
#embed "explanations/untranslated-text.md" suffix(, 0)
};
static const unsigned char file_80[] = {
#embed "explanations/unused-suppression.md" suffix(, 0)
};
static const unsigned char file_81[] = {
#embed "explanations/unverified-link.md" suffix(, 0)
};
static const unsigned char file_82[] = {
#embed "explanations/user-consent-needs-admin.md" suffix(, 0)
};
static const unsigned char file_83[] = {
#embed "explanations/wrong-case.md" suffix(, 0)
};
static const unsigned char file_84[] = {
#embed "explanations/wrong-cloud.md" suffix(, 0)
};
static const unsigned char file_85[] = {
#embed "explanations/wrong-directive-form.md" suffix(, 0)
};
static const unsigned char file_86[] = {
#embed "explanations/wrong-kind.md" suffix(, 0)
};
static const unsigned char file_87[] = {
#embed "explanations/wrong-resource.md" suffix(, 0)
};
static const unsigned char file_88[] = {
#embed "explanations/wrong-type.md" suffix(, 0)
};
static const unsigned char file_89[] = {
#embed "preview/client.css" suffix(, 0)
};
static const unsigned char file_90[] = {
#embed "preview/client.js" suffix(, 0)
};
static const unsigned char file_91[] = {
#embed "providers/microsoft.txt" suffix(, 0)
};
static const unsigned char file_92[] = {
#embed "starter/content/catalog.yml" suffix(, 0)
};
static const unsigned char file_93[] = {
#embed "starter/content/guides/connect.md" suffix(, 0)
};
static const unsigned char file_94[] = {
#embed "starter/content/guides/index.md" suffix(, 0)
};
static const unsigned char file_95[] = {
#embed "starter/content/index.md" suffix(, 0)
};
static const unsigned char file_96[] = {
#embed "starter/content/security/index.md" suffix(, 0)
};
static const unsigned char file_97[] = {
#embed "starter/content/security/permissions.md" suffix(, 0)
};
static const unsigned char file_98[] = {
#embed "starter/gitignore" suffix(, 0)
};
static const unsigned char file_99[] = {
#embed "starter/scopebook.yml" suffix(, 0)
};
static const unsigned char file_100[] = {
#embed "strings/ar.yml" suffix(, 0)
};
static const unsigned char file_101[] = {
#embed "strings/de.yml" suffix(, 0)
};
static const unsigned char file_102[] = {
#embed "strings/en.yml" suffix(, 0)
};
static const unsigned char file_103[] = {
#embed "strings/ja.yml" suffix(, 0)
};
static const unsigned char file_104[] = {
#embed "theme/404.html" suffix(, 0)
};
static const unsigned char file_105[] = {
#embed "theme/directives/checklist.html" suffix(, 0)
};
static const unsigned char file_106[] = {
#embed "theme/directives/consent-flow.html" suffix(, 0)
};
static const unsigned char file_107[] = {
#embed "theme/directives/consent-link.html" suffix(, 0)
};
static const unsigned char file_108[] = {
#embed "theme/directives/permission-changes.html" suffix(, 0)
};
static const unsigned char file_109[] = {
#embed "theme/directives/permissions.html" suffix(, 0)
};
static const unsigned char file_110[] = {
#embed "theme/directives/prerequisites.html" suffix(, 0)
};
static const unsigned char file_111[] = {
#embed "theme/directives/revoke.html" suffix(, 0)
};
static const unsigned char file_112[] = {
#embed "theme/directives/troubleshooting.html" suffix(, 0)
};
static const unsigned char file_113[] = {
#embed "theme/favicon.svg" suffix(, 0)
};
static const unsigned char file_114[] = {
#embed "theme/home.html" suffix(, 0)
};
static const unsigned char file_115[] = {
#embed "theme/layout.html" suffix(, 0)
};
static const unsigned char file_116[] = {
#embed "theme/navigation.html" suffix(, 0)
};
static const unsigned char file_117[] = {
#embed "theme/page.html" suffix(, 0)
};
static const unsigned char file_118[] = {
#embed "theme/partials/access.html" suffix(, 0)
};
static const unsigned char file_119[] = {
#embed "theme/partials/breadcrumbs.html" suffix(, 0)
};
static const unsigned char file_120[] = {
#embed "theme/partials/card.html" suffix(, 0)
};
static const unsigned char file_121[] = {
#embed "theme/partials/children.html" suffix(, 0)
};
static const unsigned char file_122[] = {
#embed "theme/partials/footer.html" suffix(, 0)
};
static const unsigned char file_123[] = {
#embed "theme/partials/head.html" suffix(, 0)
};
static const unsigned char file_124[] = {
#embed "theme/partials/header.html" suffix(, 0)
};
static const unsigned char file_125[] = {
#embed "theme/partials/navigation-item.html" suffix(, 0)
};
static const unsigned char file_126[] = {
#embed "theme/partials/page-end.html" suffix(, 0)
};
static const unsigned char file_127[] = {
#embed "theme/partials/pager.html" suffix(, 0)
};
static const unsigned char file_128[] = {
#embed "theme/partials/permission-label.html" suffix(, 0)
};
static const unsigned char file_129[] = {
#embed "theme/partials/permission-name.html" suffix(, 0)
};
static const unsigned char file_130[] = {
#embed "theme/partials/permission-notes.html" suffix(, 0)
};
static const unsigned char file_131[] = {
#embed "theme/partials/screen-label.html" suffix(, 0)
};
static const unsigned char file_132[] = {
#embed "theme/partials/sidebar.html" suffix(, 0)
};
static const unsigned char file_133[] = {
#embed "theme/partials/site-language.html" suffix(, 0)
};
static const unsigned char file_134[] = {
#embed "theme/partials/text-language.html" suffix(, 0)
};
static const unsigned char file_135[] = {
#embed "theme/partials/title.html" suffix(, 0)
};
static const unsigned char file_136[] = {
#embed "theme/partials/toc.html" suffix(, 0)
};
static const unsigned char file_137[] = {
#embed "theme/partials/untranslated.html" suffix(, 0)
};
static const unsigned char file_138[] = {
#embed "theme/permission.html" suffix(, 0)
};
static const unsigned char file_139[] = {
#embed "theme/permissions.html" suffix(, 0)
};
static const unsigned char file_140[] = {
#embed "theme/redirect.html" suffix(, 0)
};
static const unsigned char file_141[] = {
#embed "theme/review.html" suffix(, 0)
};
static const unsigned char file_142[] = {
#embed "theme/search.js" suffix(, 0)
};
static const unsigned char file_143[] = {
#embed "theme/section.html" suffix(, 0)
};
static const unsigned char file_144[] = {
#embed "theme/site.css" suffix(, 0)
};
static const unsigned char file_145[] = {
#embed "theme/site.js" suffix(, 0)
};
static const unsigned char file_146[] = {
#embed "theme/witnesses.html" suffix(, 0)
};

static const embedded_file files[] = {
  {"explanations/broken-anchor.md", file_0, sizeof file_0 - 1},
  {"explanations/broken-external-anchor.md", file_1, sizeof file_1 - 1},
  {"explanations/broken-external-link.md", file_2, sizeof file_2 - 1},
  {"explanations/broken-link.md", file_3, sizeof file_3 - 1},
  {"explanations/common-tenant.md", file_4, sizeof file_4 - 1},
  {"explanations/directory-without-page.md", file_5, sizeof file_5 - 1},
  {"explanations/duplicate-anchor.md", file_6, sizeof file_6 - 1},
  {"explanations/duplicate-attribute.md", file_7, sizeof file_7 - 1},
  {"explanations/duplicate-footnote.md", file_8, sizeof file_8 - 1},
  {"explanations/duplicate-key.md", file_9, sizeof file_9 - 1},
  {"explanations/duplicate-permalink.md", file_10, sizeof file_10 - 1},
  {"explanations/extra-table-cell.md", file_11, sizeof file_11 - 1},
  {"explanations/false-read-only-claim.md", file_12, sizeof file_12 - 1},
  {"explanations/foreign-client-id.md", file_13, sizeof file_13 - 1},
  {"explanations/incomplete-sign-in-link.md", file_14, sizeof file_14 - 1},
  {"explanations/inconsistent-list.md", file_15, sizeof file_15 - 1},
  {"explanations/insecure-link.md", file_16, sizeof file_16 - 1},
  {"explanations/insufficient-role.md", file_17, sizeof file_17 - 1},
  {"explanations/invalid-attribute.md", file_18, sizeof file_18 - 1},
  {"explanations/invalid-consent.md", file_19, sizeof file_19 - 1},
  {"explanations/invalid-line-marks.md", file_20, sizeof file_20 - 1},
  {"explanations/invalid-utf8.md", file_21, sizeof file_21 - 1},
  {"explanations/invalid-value.md", file_22, sizeof file_22 - 1},
  {"explanations/invalid-yaml.md", file_23, sizeof file_23 - 1},
  {"explanations/lost-anchor.md", file_24, sizeof file_24 - 1},
  {"explanations/lost-url.md", file_25, sizeof file_25 - 1},
  {"explanations/malformed-attributes.md", file_26, sizeof file_26 - 1},
  {"explanations/malformed-scope-list.md", file_27, sizeof file_27 - 1},
  {"explanations/managed-user-consent.md", file_28, sizeof file_28 - 1},
  {"explanations/mislabelled-id.md", file_29, sizeof file_29 - 1},
  {"explanations/misplaced-parameter.md", file_30, sizeof file_30 - 1},
  {"explanations/misplaced-prompt.md", file_31, sizeof file_31 - 1},
  {"explanations/missing-alt-text.md", file_32, sizeof file_32 - 1},
  {"explanations/missing-attribute.md", file_33, sizeof file_33 - 1},
  {"explanations/missing-image.md", file_34, sizeof file_34 - 1},
  {"explanations/missing-key.md", file_35, sizeof file_35 - 1},
  {"explanations/missing-label.md", file_36, sizeof file_36 - 1},
  {"explanations/mixed-default.md", file_37, sizeof file_37 - 1},
  {"explanations/nesting-too-deep.md", file_38, sizeof file_38 - 1},
  {"explanations/orphan-page.md", file_39, sizeof file_39 - 1},
  {"explanations/over-privileged-role.md", file_40, sizeof file_40 - 1},
  {"explanations/permission-case.md", file_41, sizeof file_41 - 1},
  {"explanations/raw-html.md", file_42, sizeof file_42 - 1},
  {"explanations/redirect-loop.md", file_43, sizeof file_43 - 1},
  {"explanations/redirected-link.md", file_44, sizeof file_44 - 1},
  {"explanations/redundant-permission.md", file_45, sizeof file_45 - 1},
  {"explanations/removed-permission.md", file_46, sizeof file_46 - 1},
  {"explanations/retired-api.md", file_47, sizeof file_47 - 1},
  {"explanations/single-tenant-link.md", file_48, sizeof file_48 - 1},
  {"explanations/skipped-heading-level.md", file_49, sizeof file_49 - 1},
  {"explanations/stale-translation.md", file_50, sizeof file_50 - 1},
  {"explanations/stray-directive-fence.md", file_51, sizeof file_51 - 1},
  {"explanations/suppression-without-reason.md", file_52, sizeof file_52 - 1},
  {"explanations/template-syntax.md", file_53, sizeof file_53 - 1},
  {"explanations/template-type.md", file_54, sizeof file_54 - 1},
  {"explanations/translation-without-original.md", file_55, sizeof file_55 - 1},
  {"explanations/uncatalogued-request.md", file_56, sizeof file_56 - 1},
  {"explanations/unclosed-directive.md", file_57, sizeof file_57 - 1},
  {"explanations/unclosed-front-matter.md", file_58, sizeof file_58 - 1},
  {"explanations/undeclared-permission.md", file_59, sizeof file_59 - 1},
  {"explanations/undocumented-permission.md", file_60, sizeof file_60 - 1},
  {"explanations/unexpected-label.md", file_61, sizeof file_61 - 1},
  {"explanations/unfinished-catalog.md", file_62, sizeof file_62 - 1},
  {"explanations/unknown-attribute.md", file_63, sizeof file_63 - 1},
  {"explanations/unknown-block.md", file_64, sizeof file_64 - 1},
  {"explanations/unknown-directive.md", file_65, sizeof file_65 - 1},
  {"explanations/unknown-endpoint.md", file_66, sizeof file_66 - 1},
  {"explanations/unknown-key.md", file_67, sizeof file_67 - 1},
  {"explanations/unknown-partial.md", file_68, sizeof file_68 - 1},
  {"explanations/unknown-permission.md", file_69, sizeof file_69 - 1},
  {"explanations/unknown-variable.md", file_70, sizeof file_70 - 1},
  {"explanations/unmarked-translation.md", file_71, sizeof file_71 - 1},
  {"explanations/unreadable.md", file_72, sizeof file_72 - 1},
  {"explanations/unregistered-redirect.md", file_73, sizeof file_73 - 1},
  {"explanations/unrequested-permission.md", file_74, sizeof file_74 - 1},
  {"explanations/unresolved-reference.md", file_75, sizeof file_75 - 1},
  {"explanations/unresolved-request.md", file_76, sizeof file_76 - 1},
  {"explanations/unsafe-url.md", file_77, sizeof file_77 - 1},
  {"explanations/unstated-kind.md", file_78, sizeof file_78 - 1},
  {"explanations/untranslated-text.md", file_79, sizeof file_79 - 1},
  {"explanations/unused-suppression.md", file_80, sizeof file_80 - 1},
  {"explanations/unverified-link.md", file_81, sizeof file_81 - 1},
  {"explanations/user-consent-needs-admin.md", file_82, sizeof file_82 - 1},
  {"explanations/wrong-case.md", file_83, sizeof file_83 - 1},
  {"explanations/wrong-cloud.md", file_84, sizeof file_84 - 1},
  {"explanations/wrong-directive-form.md", file_85, sizeof file_85 - 1},
  {"explanations/wrong-kind.md", file_86, sizeof file_86 - 1},
  {"explanations/wrong-resource.md", file_87, sizeof file_87 - 1},
  {"explanations/wrong-type.md", file_88, sizeof file_88 - 1},
  {"preview/client.css", file_89, sizeof file_89 - 1},
  {"preview/client.js", file_90, sizeof file_90 - 1},
  {"providers/microsoft.txt", file_91, sizeof file_91 - 1},
  {"starter/content/catalog.yml", file_92, sizeof file_92 - 1},
  {"starter/content/guides/connect.md", file_93, sizeof file_93 - 1},
  {"starter/content/guides/index.md", file_94, sizeof file_94 - 1},
  {"starter/content/index.md", file_95, sizeof file_95 - 1},
  {"starter/content/security/index.md", file_96, sizeof file_96 - 1},
  {"starter/content/security/permissions.md", file_97, sizeof file_97 - 1},
  {"starter/gitignore", file_98, sizeof file_98 - 1},
  {"starter/scopebook.yml", file_99, sizeof file_99 - 1},
  {"strings/ar.yml", file_100, sizeof file_100 - 1},
  {"strings/de.yml", file_101, sizeof file_101 - 1},
  {"strings/en.yml", file_102, sizeof file_102 - 1},
  {"strings/ja.yml", file_103, sizeof file_103 - 1},
  {"theme/404.html", file_104, sizeof file_104 - 1},
  {"theme/directives/checklist.html", file_105, sizeof file_105 - 1},
  {"theme/directives/consent-flow.html", file_106, sizeof file_106 - 1},
  {"theme/directives/consent-link.html", file_107, sizeof file_107 - 1},
  {"theme/directives/permission-changes.html", file_108, sizeof file_108 - 1},
  {"theme/directives/permissions.html", file_109, sizeof file_109 - 1},
  {"theme/directives/prerequisites.html", file_110, sizeof file_110 - 1},
  {"theme/directives/revoke.html", file_111, sizeof file_111 - 1},
  {"theme/directives/troubleshooting.html", file_112, sizeof file_112 - 1},
  {"theme/favicon.svg", file_113, sizeof file_113 - 1},
  {"theme/home.html", file_114, sizeof file_114 - 1},
  {"theme/layout.html", file_115, sizeof file_115 - 1},
  {"theme/navigation.html", file_116, sizeof file_116 - 1},
  {"theme/page.html", file_117, sizeof file_117 - 1},
  {"theme/partials/access.html", file_118, sizeof file_118 - 1},
  {"theme/partials/breadcrumbs.html", file_119, sizeof file_119 - 1},
  {"theme/partials/card.html", file_120, sizeof file_120 - 1},
  {"theme/partials/children.html", file_121, sizeof file_121 - 1},
  {"theme/partials/footer.html", file_122, sizeof file_122 - 1},
  {"theme/partials/head.html", file_123, sizeof file_123 - 1},
  {"theme/partials/header.html", file_124, sizeof file_124 - 1},
  {"theme/partials/navigation-item.html", file_125, sizeof file_125 - 1},
  {"theme/partials/page-end.html", file_126, sizeof file_126 - 1},
  {"theme/partials/pager.html", file_127, sizeof file_127 - 1},
  {"theme/partials/permission-label.html", file_128, sizeof file_128 - 1},
  {"theme/partials/permission-name.html", file_129, sizeof file_129 - 1},
  {"theme/partials/permission-notes.html", file_130, sizeof file_130 - 1},
  {"theme/partials/screen-label.html", file_131, sizeof file_131 - 1},
  {"theme/partials/sidebar.html", file_132, sizeof file_132 - 1},
  {"theme/partials/site-language.html", file_133, sizeof file_133 - 1},
  {"theme/partials/text-language.html", file_134, sizeof file_134 - 1},
  {"theme/partials/title.html", file_135, sizeof file_135 - 1},
  {"theme/partials/toc.html", file_136, sizeof file_136 - 1},
  {"theme/partials/untranslated.html", file_137, sizeof file_137 - 1},
  {"theme/permission.html", file_138, sizeof file_138 - 1},
  {"theme/permissions.html", file_139, sizeof file_139 - 1},
  {"theme/redirect.html", file_140, sizeof file_140 - 1},
  {"theme/review.html", file_141, sizeof file_141 - 1},
  {"theme/search.js", file_142, sizeof file_142 - 1},
  {"theme/section.html", file_143, sizeof file_143 - 1},
  {"theme/site.css", file_144, sizeof file_144 - 1},
  {"theme/site.js", file_145, sizeof file_145 - 1},
  {"theme/witnesses.html", file_146, sizeof file_146 - 1},
};

const size_t embedded_files_count = sizeof files / sizeof *files;

embedded_file embedded_file_at(size_t position) { return files[position]; }
