// Written by list-files.py.
#include "EmbeddedFiles.h"

static const unsigned char file_explanations_broken_anchor_md[] = {
#embed "explanations/broken-anchor.md" suffix(, 0)
};
static const unsigned char file_explanations_broken_external_anchor_md[] = {
#embed "explanations/broken-external-anchor.md" suffix(, 0)
};
static const unsigned char file_explanations_broken_external_link_md[] = {
#embed "explanations/broken-external-link.md" suffix(, 0)
};
static const unsigned char file_explanations_broken_link_md[] = {
#embed "explanations/broken-link.md" suffix(, 0)
};
static const unsigned char file_explanations_common_tenant_md[] = {
#embed "explanations/common-tenant.md" suffix(, 0)
};
static const unsigned char file_explanations_directory_without_page_md[] = {
#embed "explanations/directory-without-page.md" suffix(, 0)
};
static const unsigned char file_explanations_duplicate_anchor_md[] = {
#embed "explanations/duplicate-anchor.md" suffix(, 0)
};
static const unsigned char file_explanations_duplicate_attribute_md[] = {
#embed "explanations/duplicate-attribute.md" suffix(, 0)
};
static const unsigned char file_explanations_duplicate_footnote_md[] = {
#embed "explanations/duplicate-footnote.md" suffix(, 0)
};
static const unsigned char file_explanations_duplicate_key_md[] = {
#embed "explanations/duplicate-key.md" suffix(, 0)
};
static const unsigned char file_explanations_duplicate_permalink_md[] = {
#embed "explanations/duplicate-permalink.md" suffix(, 0)
};
static const unsigned char file_explanations_empty_page_md[] = {
#embed "explanations/empty-page.md" suffix(, 0)
};
static const unsigned char file_explanations_extra_table_cell_md[] = {
#embed "explanations/extra-table-cell.md" suffix(, 0)
};
static const unsigned char file_explanations_false_read_only_claim_md[] = {
#embed "explanations/false-read-only-claim.md" suffix(, 0)
};
static const unsigned char file_explanations_foreign_client_id_md[] = {
#embed "explanations/foreign-client-id.md" suffix(, 0)
};
static const unsigned char file_explanations_future_date_md[] = {
#embed "explanations/future-date.md" suffix(, 0)
};
static const unsigned char file_explanations_heading_attributes_md[] = {
#embed "explanations/heading-attributes.md" suffix(, 0)
};
static const unsigned char file_explanations_include_limit_md[] = {
#embed "explanations/include-limit.md" suffix(, 0)
};
static const unsigned char file_explanations_incomplete_sign_in_link_md[] = {
#embed "explanations/incomplete-sign-in-link.md" suffix(, 0)
};
static const unsigned char file_explanations_inconsistent_list_md[] = {
#embed "explanations/inconsistent-list.md" suffix(, 0)
};
static const unsigned char file_explanations_insecure_link_md[] = {
#embed "explanations/insecure-link.md" suffix(, 0)
};
static const unsigned char file_explanations_insufficient_role_md[] = {
#embed "explanations/insufficient-role.md" suffix(, 0)
};
static const unsigned char file_explanations_invalid_attribute_md[] = {
#embed "explanations/invalid-attribute.md" suffix(, 0)
};
static const unsigned char file_explanations_invalid_consent_md[] = {
#embed "explanations/invalid-consent.md" suffix(, 0)
};
static const unsigned char file_explanations_invalid_line_marks_md[] = {
#embed "explanations/invalid-line-marks.md" suffix(, 0)
};
static const unsigned char file_explanations_invalid_utf8_md[] = {
#embed "explanations/invalid-utf8.md" suffix(, 0)
};
static const unsigned char file_explanations_invalid_value_md[] = {
#embed "explanations/invalid-value.md" suffix(, 0)
};
static const unsigned char file_explanations_invalid_yaml_md[] = {
#embed "explanations/invalid-yaml.md" suffix(, 0)
};
static const unsigned char file_explanations_literal_emphasis_md[] = {
#embed "explanations/literal-emphasis.md" suffix(, 0)
};
static const unsigned char file_explanations_long_name_md[] = {
#embed "explanations/long-name.md" suffix(, 0)
};
static const unsigned char file_explanations_lost_anchor_md[] = {
#embed "explanations/lost-anchor.md" suffix(, 0)
};
static const unsigned char file_explanations_lost_url_md[] = {
#embed "explanations/lost-url.md" suffix(, 0)
};
static const unsigned char file_explanations_malformed_attributes_md[] = {
#embed "explanations/malformed-attributes.md" suffix(, 0)
};
static const unsigned char file_explanations_malformed_scope_list_md[] = {
#embed "explanations/malformed-scope-list.md" suffix(, 0)
};
static const unsigned char file_explanations_managed_user_consent_md[] = {
#embed "explanations/managed-user-consent.md" suffix(, 0)
};
static const unsigned char file_explanations_mislabelled_id_md[] = {
#embed "explanations/mislabelled-id.md" suffix(, 0)
};
static const unsigned char file_explanations_misplaced_parameter_md[] = {
#embed "explanations/misplaced-parameter.md" suffix(, 0)
};
static const unsigned char file_explanations_misplaced_prompt_md[] = {
#embed "explanations/misplaced-prompt.md" suffix(, 0)
};
static const unsigned char file_explanations_missing_alt_text_md[] = {
#embed "explanations/missing-alt-text.md" suffix(, 0)
};
static const unsigned char file_explanations_missing_attribute_md[] = {
#embed "explanations/missing-attribute.md" suffix(, 0)
};
static const unsigned char file_explanations_missing_image_md[] = {
#embed "explanations/missing-image.md" suffix(, 0)
};
static const unsigned char file_explanations_missing_key_md[] = {
#embed "explanations/missing-key.md" suffix(, 0)
};
static const unsigned char file_explanations_missing_label_md[] = {
#embed "explanations/missing-label.md" suffix(, 0)
};
static const unsigned char file_explanations_mixed_default_md[] = {
#embed "explanations/mixed-default.md" suffix(, 0)
};
static const unsigned char file_explanations_nesting_too_deep_md[] = {
#embed "explanations/nesting-too-deep.md" suffix(, 0)
};
static const unsigned char file_explanations_orphan_page_md[] = {
#embed "explanations/orphan-page.md" suffix(, 0)
};
static const unsigned char file_explanations_outside_symlink_md[] = {
#embed "explanations/outside-symlink.md" suffix(, 0)
};
static const unsigned char file_explanations_over_privileged_role_md[] = {
#embed "explanations/over-privileged-role.md" suffix(, 0)
};
static const unsigned char file_explanations_permission_case_md[] = {
#embed "explanations/permission-case.md" suffix(, 0)
};
static const unsigned char file_explanations_raw_html_md[] = {
#embed "explanations/raw-html.md" suffix(, 0)
};
static const unsigned char file_explanations_redirect_loop_md[] = {
#embed "explanations/redirect-loop.md" suffix(, 0)
};
static const unsigned char file_explanations_redirected_link_md[] = {
#embed "explanations/redirected-link.md" suffix(, 0)
};
static const unsigned char file_explanations_redundant_permission_md[] = {
#embed "explanations/redundant-permission.md" suffix(, 0)
};
static const unsigned char file_explanations_removed_permission_md[] = {
#embed "explanations/removed-permission.md" suffix(, 0)
};
static const unsigned char file_explanations_retired_api_md[] = {
#embed "explanations/retired-api.md" suffix(, 0)
};
static const unsigned char file_explanations_shared_consent_page_md[] = {
#embed "explanations/shared-consent-page.md" suffix(, 0)
};
static const unsigned char file_explanations_single_tenant_link_md[] = {
#embed "explanations/single-tenant-link.md" suffix(, 0)
};
static const unsigned char file_explanations_skipped_heading_level_md[] = {
#embed "explanations/skipped-heading-level.md" suffix(, 0)
};
static const unsigned char file_explanations_space_in_destination_md[] = {
#embed "explanations/space-in-destination.md" suffix(, 0)
};
static const unsigned char file_explanations_stale_translation_md[] = {
#embed "explanations/stale-translation.md" suffix(, 0)
};
static const unsigned char file_explanations_starter_value_md[] = {
#embed "explanations/starter-value.md" suffix(, 0)
};
static const unsigned char file_explanations_stray_directive_fence_md[] = {
#embed "explanations/stray-directive-fence.md" suffix(, 0)
};
static const unsigned char file_explanations_suppression_without_reason_md[] = {
#embed "explanations/suppression-without-reason.md" suffix(, 0)
};
static const unsigned char file_explanations_template_syntax_md[] = {
#embed "explanations/template-syntax.md" suffix(, 0)
};
static const unsigned char file_explanations_template_type_md[] = {
#embed "explanations/template-type.md" suffix(, 0)
};
static const unsigned char file_explanations_translation_without_original_md[] = {
#embed "explanations/translation-without-original.md" suffix(, 0)
};
static const unsigned char file_explanations_uncatalogued_request_md[] = {
#embed "explanations/uncatalogued-request.md" suffix(, 0)
};
static const unsigned char file_explanations_unclosed_directive_md[] = {
#embed "explanations/unclosed-directive.md" suffix(, 0)
};
static const unsigned char file_explanations_unclosed_front_matter_md[] = {
#embed "explanations/unclosed-front-matter.md" suffix(, 0)
};
static const unsigned char file_explanations_undeclared_permission_md[] = {
#embed "explanations/undeclared-permission.md" suffix(, 0)
};
static const unsigned char file_explanations_undefined_footnote_md[] = {
#embed "explanations/undefined-footnote.md" suffix(, 0)
};
static const unsigned char file_explanations_undefined_reference_md[] = {
#embed "explanations/undefined-reference.md" suffix(, 0)
};
static const unsigned char file_explanations_undocumented_permission_md[] = {
#embed "explanations/undocumented-permission.md" suffix(, 0)
};
static const unsigned char file_explanations_unexpected_label_md[] = {
#embed "explanations/unexpected-label.md" suffix(, 0)
};
static const unsigned char file_explanations_unfinished_catalog_md[] = {
#embed "explanations/unfinished-catalog.md" suffix(, 0)
};
static const unsigned char file_explanations_unknown_attribute_md[] = {
#embed "explanations/unknown-attribute.md" suffix(, 0)
};
static const unsigned char file_explanations_unknown_block_md[] = {
#embed "explanations/unknown-block.md" suffix(, 0)
};
static const unsigned char file_explanations_unknown_directive_md[] = {
#embed "explanations/unknown-directive.md" suffix(, 0)
};
static const unsigned char file_explanations_unknown_endpoint_md[] = {
#embed "explanations/unknown-endpoint.md" suffix(, 0)
};
static const unsigned char file_explanations_unknown_key_md[] = {
#embed "explanations/unknown-key.md" suffix(, 0)
};
static const unsigned char file_explanations_unknown_partial_md[] = {
#embed "explanations/unknown-partial.md" suffix(, 0)
};
static const unsigned char file_explanations_unknown_permission_md[] = {
#embed "explanations/unknown-permission.md" suffix(, 0)
};
static const unsigned char file_explanations_unknown_variable_md[] = {
#embed "explanations/unknown-variable.md" suffix(, 0)
};
static const unsigned char file_explanations_unmarked_translation_md[] = {
#embed "explanations/unmarked-translation.md" suffix(, 0)
};
static const unsigned char file_explanations_unportable_address_md[] = {
#embed "explanations/unportable-address.md" suffix(, 0)
};
static const unsigned char file_explanations_unread_files_md[] = {
#embed "explanations/unread-files.md" suffix(, 0)
};
static const unsigned char file_explanations_unreadable_md[] = {
#embed "explanations/unreadable.md" suffix(, 0)
};
static const unsigned char file_explanations_unregistered_redirect_md[] = {
#embed "explanations/unregistered-redirect.md" suffix(, 0)
};
static const unsigned char file_explanations_unrequested_permission_md[] = {
#embed "explanations/unrequested-permission.md" suffix(, 0)
};
static const unsigned char file_explanations_unresolved_reference_md[] = {
#embed "explanations/unresolved-reference.md" suffix(, 0)
};
static const unsigned char file_explanations_unresolved_request_md[] = {
#embed "explanations/unresolved-request.md" suffix(, 0)
};
static const unsigned char file_explanations_unsafe_url_md[] = {
#embed "explanations/unsafe-url.md" suffix(, 0)
};
static const unsigned char file_explanations_unstated_kind_md[] = {
#embed "explanations/unstated-kind.md" suffix(, 0)
};
static const unsigned char file_explanations_untranslated_text_md[] = {
#embed "explanations/untranslated-text.md" suffix(, 0)
};
static const unsigned char file_explanations_unused_footnote_md[] = {
#embed "explanations/unused-footnote.md" suffix(, 0)
};
static const unsigned char file_explanations_unused_suppression_md[] = {
#embed "explanations/unused-suppression.md" suffix(, 0)
};
static const unsigned char file_explanations_unverified_link_md[] = {
#embed "explanations/unverified-link.md" suffix(, 0)
};
static const unsigned char file_explanations_user_consent_needs_admin_md[] = {
#embed "explanations/user-consent-needs-admin.md" suffix(, 0)
};
static const unsigned char file_explanations_wrong_case_md[] = {
#embed "explanations/wrong-case.md" suffix(, 0)
};
static const unsigned char file_explanations_wrong_cloud_md[] = {
#embed "explanations/wrong-cloud.md" suffix(, 0)
};
static const unsigned char file_explanations_wrong_directive_form_md[] = {
#embed "explanations/wrong-directive-form.md" suffix(, 0)
};
static const unsigned char file_explanations_wrong_kind_md[] = {
#embed "explanations/wrong-kind.md" suffix(, 0)
};
static const unsigned char file_explanations_wrong_resource_md[] = {
#embed "explanations/wrong-resource.md" suffix(, 0)
};
static const unsigned char file_explanations_wrong_type_md[] = {
#embed "explanations/wrong-type.md" suffix(, 0)
};
static const unsigned char file_letters_folded_txt[] = {
#embed "letters/folded.txt" suffix(, 0)
};
static const unsigned char file_preview_client_css[] = {
#embed "preview/client.css" suffix(, 0)
};
static const unsigned char file_preview_client_js[] = {
#embed "preview/client.js" suffix(, 0)
};
static const unsigned char file_providers_microsoft_txt[] = {
#embed "providers/microsoft.txt" suffix(, 0)
};
static const unsigned char file_starter_content_catalog_yml[] = {
#embed "starter/content/catalog.yml" suffix(, 0)
};
static const unsigned char file_starter_content_guides_connect_md[] = {
#embed "starter/content/guides/connect.md" suffix(, 0)
};
static const unsigned char file_starter_content_guides_index_md[] = {
#embed "starter/content/guides/index.md" suffix(, 0)
};
static const unsigned char file_starter_content_index_md[] = {
#embed "starter/content/index.md" suffix(, 0)
};
static const unsigned char file_starter_content_security_index_md[] = {
#embed "starter/content/security/index.md" suffix(, 0)
};
static const unsigned char file_starter_content_security_permissions_md[] = {
#embed "starter/content/security/permissions.md" suffix(, 0)
};
static const unsigned char file_starter_gitignore[] = {
#embed "starter/gitignore" suffix(, 0)
};
static const unsigned char file_starter_scopebook_yml[] = {
#embed "starter/scopebook.yml" suffix(, 0)
};
static const unsigned char file_strings_ar_yml[] = {
#embed "strings/ar.yml" suffix(, 0)
};
static const unsigned char file_strings_de_yml[] = {
#embed "strings/de.yml" suffix(, 0)
};
static const unsigned char file_strings_en_yml[] = {
#embed "strings/en.yml" suffix(, 0)
};
static const unsigned char file_strings_ja_yml[] = {
#embed "strings/ja.yml" suffix(, 0)
};
static const unsigned char file_theme_404_html[] = {
#embed "theme/404.html" suffix(, 0)
};
static const unsigned char file_theme_directives_checklist_html[] = {
#embed "theme/directives/checklist.html" suffix(, 0)
};
static const unsigned char file_theme_directives_consent_flow_html[] = {
#embed "theme/directives/consent-flow.html" suffix(, 0)
};
static const unsigned char file_theme_directives_consent_link_html[] = {
#embed "theme/directives/consent-link.html" suffix(, 0)
};
static const unsigned char file_theme_directives_permission_changes_html[] = {
#embed "theme/directives/permission-changes.html" suffix(, 0)
};
static const unsigned char file_theme_directives_permissions_html[] = {
#embed "theme/directives/permissions.html" suffix(, 0)
};
static const unsigned char file_theme_directives_prerequisites_html[] = {
#embed "theme/directives/prerequisites.html" suffix(, 0)
};
static const unsigned char file_theme_directives_revoke_html[] = {
#embed "theme/directives/revoke.html" suffix(, 0)
};
static const unsigned char file_theme_directives_troubleshooting_html[] = {
#embed "theme/directives/troubleshooting.html" suffix(, 0)
};
static const unsigned char file_theme_favicon_svg[] = {
#embed "theme/favicon.svg" suffix(, 0)
};
static const unsigned char file_theme_home_html[] = {
#embed "theme/home.html" suffix(, 0)
};
static const unsigned char file_theme_layout_html[] = {
#embed "theme/layout.html" suffix(, 0)
};
static const unsigned char file_theme_navigation_html[] = {
#embed "theme/navigation.html" suffix(, 0)
};
static const unsigned char file_theme_page_html[] = {
#embed "theme/page.html" suffix(, 0)
};
static const unsigned char file_theme_partials_access_html[] = {
#embed "theme/partials/access.html" suffix(, 0)
};
static const unsigned char file_theme_partials_breadcrumbs_html[] = {
#embed "theme/partials/breadcrumbs.html" suffix(, 0)
};
static const unsigned char file_theme_partials_card_html[] = {
#embed "theme/partials/card.html" suffix(, 0)
};
static const unsigned char file_theme_partials_children_html[] = {
#embed "theme/partials/children.html" suffix(, 0)
};
static const unsigned char file_theme_partials_footer_html[] = {
#embed "theme/partials/footer.html" suffix(, 0)
};
static const unsigned char file_theme_partials_head_html[] = {
#embed "theme/partials/head.html" suffix(, 0)
};
static const unsigned char file_theme_partials_header_html[] = {
#embed "theme/partials/header.html" suffix(, 0)
};
static const unsigned char file_theme_partials_navigation_item_html[] = {
#embed "theme/partials/navigation-item.html" suffix(, 0)
};
static const unsigned char file_theme_partials_page_end_html[] = {
#embed "theme/partials/page-end.html" suffix(, 0)
};
static const unsigned char file_theme_partials_pager_html[] = {
#embed "theme/partials/pager.html" suffix(, 0)
};
static const unsigned char file_theme_partials_permission_label_html[] = {
#embed "theme/partials/permission-label.html" suffix(, 0)
};
static const unsigned char file_theme_partials_permission_name_html[] = {
#embed "theme/partials/permission-name.html" suffix(, 0)
};
static const unsigned char file_theme_partials_permission_notes_html[] = {
#embed "theme/partials/permission-notes.html" suffix(, 0)
};
static const unsigned char file_theme_partials_screen_label_html[] = {
#embed "theme/partials/screen-label.html" suffix(, 0)
};
static const unsigned char file_theme_partials_sidebar_html[] = {
#embed "theme/partials/sidebar.html" suffix(, 0)
};
static const unsigned char file_theme_partials_site_language_html[] = {
#embed "theme/partials/site-language.html" suffix(, 0)
};
static const unsigned char file_theme_partials_text_language_html[] = {
#embed "theme/partials/text-language.html" suffix(, 0)
};
static const unsigned char file_theme_partials_title_html[] = {
#embed "theme/partials/title.html" suffix(, 0)
};
static const unsigned char file_theme_partials_toc_html[] = {
#embed "theme/partials/toc.html" suffix(, 0)
};
static const unsigned char file_theme_partials_untranslated_html[] = {
#embed "theme/partials/untranslated.html" suffix(, 0)
};
static const unsigned char file_theme_permission_html[] = {
#embed "theme/permission.html" suffix(, 0)
};
static const unsigned char file_theme_permissions_html[] = {
#embed "theme/permissions.html" suffix(, 0)
};
static const unsigned char file_theme_redirect_html[] = {
#embed "theme/redirect.html" suffix(, 0)
};
static const unsigned char file_theme_redirect_js[] = {
#embed "theme/redirect.js" suffix(, 0)
};
static const unsigned char file_theme_review_html[] = {
#embed "theme/review.html" suffix(, 0)
};
static const unsigned char file_theme_search_js[] = {
#embed "theme/search.js" suffix(, 0)
};
static const unsigned char file_theme_section_html[] = {
#embed "theme/section.html" suffix(, 0)
};
static const unsigned char file_theme_site_css[] = {
#embed "theme/site.css" suffix(, 0)
};
static const unsigned char file_theme_site_js[] = {
#embed "theme/site.js" suffix(, 0)
};
static const unsigned char file_theme_witnesses_html[] = {
#embed "theme/witnesses.html" suffix(, 0)
};

static const embedded_file files[] = {
  {"explanations/broken-anchor.md", file_explanations_broken_anchor_md, sizeof file_explanations_broken_anchor_md - 1},
  {"explanations/broken-external-anchor.md", file_explanations_broken_external_anchor_md, sizeof file_explanations_broken_external_anchor_md - 1},
  {"explanations/broken-external-link.md", file_explanations_broken_external_link_md, sizeof file_explanations_broken_external_link_md - 1},
  {"explanations/broken-link.md", file_explanations_broken_link_md, sizeof file_explanations_broken_link_md - 1},
  {"explanations/common-tenant.md", file_explanations_common_tenant_md, sizeof file_explanations_common_tenant_md - 1},
  {"explanations/directory-without-page.md", file_explanations_directory_without_page_md, sizeof file_explanations_directory_without_page_md - 1},
  {"explanations/duplicate-anchor.md", file_explanations_duplicate_anchor_md, sizeof file_explanations_duplicate_anchor_md - 1},
  {"explanations/duplicate-attribute.md", file_explanations_duplicate_attribute_md, sizeof file_explanations_duplicate_attribute_md - 1},
  {"explanations/duplicate-footnote.md", file_explanations_duplicate_footnote_md, sizeof file_explanations_duplicate_footnote_md - 1},
  {"explanations/duplicate-key.md", file_explanations_duplicate_key_md, sizeof file_explanations_duplicate_key_md - 1},
  {"explanations/duplicate-permalink.md", file_explanations_duplicate_permalink_md, sizeof file_explanations_duplicate_permalink_md - 1},
  {"explanations/empty-page.md", file_explanations_empty_page_md, sizeof file_explanations_empty_page_md - 1},
  {"explanations/extra-table-cell.md", file_explanations_extra_table_cell_md, sizeof file_explanations_extra_table_cell_md - 1},
  {"explanations/false-read-only-claim.md", file_explanations_false_read_only_claim_md, sizeof file_explanations_false_read_only_claim_md - 1},
  {"explanations/foreign-client-id.md", file_explanations_foreign_client_id_md, sizeof file_explanations_foreign_client_id_md - 1},
  {"explanations/future-date.md", file_explanations_future_date_md, sizeof file_explanations_future_date_md - 1},
  {"explanations/heading-attributes.md", file_explanations_heading_attributes_md, sizeof file_explanations_heading_attributes_md - 1},
  {"explanations/include-limit.md", file_explanations_include_limit_md, sizeof file_explanations_include_limit_md - 1},
  {"explanations/incomplete-sign-in-link.md", file_explanations_incomplete_sign_in_link_md, sizeof file_explanations_incomplete_sign_in_link_md - 1},
  {"explanations/inconsistent-list.md", file_explanations_inconsistent_list_md, sizeof file_explanations_inconsistent_list_md - 1},
  {"explanations/insecure-link.md", file_explanations_insecure_link_md, sizeof file_explanations_insecure_link_md - 1},
  {"explanations/insufficient-role.md", file_explanations_insufficient_role_md, sizeof file_explanations_insufficient_role_md - 1},
  {"explanations/invalid-attribute.md", file_explanations_invalid_attribute_md, sizeof file_explanations_invalid_attribute_md - 1},
  {"explanations/invalid-consent.md", file_explanations_invalid_consent_md, sizeof file_explanations_invalid_consent_md - 1},
  {"explanations/invalid-line-marks.md", file_explanations_invalid_line_marks_md, sizeof file_explanations_invalid_line_marks_md - 1},
  {"explanations/invalid-utf8.md", file_explanations_invalid_utf8_md, sizeof file_explanations_invalid_utf8_md - 1},
  {"explanations/invalid-value.md", file_explanations_invalid_value_md, sizeof file_explanations_invalid_value_md - 1},
  {"explanations/invalid-yaml.md", file_explanations_invalid_yaml_md, sizeof file_explanations_invalid_yaml_md - 1},
  {"explanations/literal-emphasis.md", file_explanations_literal_emphasis_md, sizeof file_explanations_literal_emphasis_md - 1},
  {"explanations/long-name.md", file_explanations_long_name_md, sizeof file_explanations_long_name_md - 1},
  {"explanations/lost-anchor.md", file_explanations_lost_anchor_md, sizeof file_explanations_lost_anchor_md - 1},
  {"explanations/lost-url.md", file_explanations_lost_url_md, sizeof file_explanations_lost_url_md - 1},
  {"explanations/malformed-attributes.md", file_explanations_malformed_attributes_md, sizeof file_explanations_malformed_attributes_md - 1},
  {"explanations/malformed-scope-list.md", file_explanations_malformed_scope_list_md, sizeof file_explanations_malformed_scope_list_md - 1},
  {"explanations/managed-user-consent.md", file_explanations_managed_user_consent_md, sizeof file_explanations_managed_user_consent_md - 1},
  {"explanations/mislabelled-id.md", file_explanations_mislabelled_id_md, sizeof file_explanations_mislabelled_id_md - 1},
  {"explanations/misplaced-parameter.md", file_explanations_misplaced_parameter_md, sizeof file_explanations_misplaced_parameter_md - 1},
  {"explanations/misplaced-prompt.md", file_explanations_misplaced_prompt_md, sizeof file_explanations_misplaced_prompt_md - 1},
  {"explanations/missing-alt-text.md", file_explanations_missing_alt_text_md, sizeof file_explanations_missing_alt_text_md - 1},
  {"explanations/missing-attribute.md", file_explanations_missing_attribute_md, sizeof file_explanations_missing_attribute_md - 1},
  {"explanations/missing-image.md", file_explanations_missing_image_md, sizeof file_explanations_missing_image_md - 1},
  {"explanations/missing-key.md", file_explanations_missing_key_md, sizeof file_explanations_missing_key_md - 1},
  {"explanations/missing-label.md", file_explanations_missing_label_md, sizeof file_explanations_missing_label_md - 1},
  {"explanations/mixed-default.md", file_explanations_mixed_default_md, sizeof file_explanations_mixed_default_md - 1},
  {"explanations/nesting-too-deep.md", file_explanations_nesting_too_deep_md, sizeof file_explanations_nesting_too_deep_md - 1},
  {"explanations/orphan-page.md", file_explanations_orphan_page_md, sizeof file_explanations_orphan_page_md - 1},
  {"explanations/outside-symlink.md", file_explanations_outside_symlink_md, sizeof file_explanations_outside_symlink_md - 1},
  {"explanations/over-privileged-role.md", file_explanations_over_privileged_role_md, sizeof file_explanations_over_privileged_role_md - 1},
  {"explanations/permission-case.md", file_explanations_permission_case_md, sizeof file_explanations_permission_case_md - 1},
  {"explanations/raw-html.md", file_explanations_raw_html_md, sizeof file_explanations_raw_html_md - 1},
  {"explanations/redirect-loop.md", file_explanations_redirect_loop_md, sizeof file_explanations_redirect_loop_md - 1},
  {"explanations/redirected-link.md", file_explanations_redirected_link_md, sizeof file_explanations_redirected_link_md - 1},
  {"explanations/redundant-permission.md", file_explanations_redundant_permission_md, sizeof file_explanations_redundant_permission_md - 1},
  {"explanations/removed-permission.md", file_explanations_removed_permission_md, sizeof file_explanations_removed_permission_md - 1},
  {"explanations/retired-api.md", file_explanations_retired_api_md, sizeof file_explanations_retired_api_md - 1},
  {"explanations/shared-consent-page.md", file_explanations_shared_consent_page_md, sizeof file_explanations_shared_consent_page_md - 1},
  {"explanations/single-tenant-link.md", file_explanations_single_tenant_link_md, sizeof file_explanations_single_tenant_link_md - 1},
  {"explanations/skipped-heading-level.md", file_explanations_skipped_heading_level_md, sizeof file_explanations_skipped_heading_level_md - 1},
  {"explanations/space-in-destination.md", file_explanations_space_in_destination_md, sizeof file_explanations_space_in_destination_md - 1},
  {"explanations/stale-translation.md", file_explanations_stale_translation_md, sizeof file_explanations_stale_translation_md - 1},
  {"explanations/starter-value.md", file_explanations_starter_value_md, sizeof file_explanations_starter_value_md - 1},
  {"explanations/stray-directive-fence.md", file_explanations_stray_directive_fence_md, sizeof file_explanations_stray_directive_fence_md - 1},
  {"explanations/suppression-without-reason.md", file_explanations_suppression_without_reason_md, sizeof file_explanations_suppression_without_reason_md - 1},
  {"explanations/template-syntax.md", file_explanations_template_syntax_md, sizeof file_explanations_template_syntax_md - 1},
  {"explanations/template-type.md", file_explanations_template_type_md, sizeof file_explanations_template_type_md - 1},
  {"explanations/translation-without-original.md", file_explanations_translation_without_original_md, sizeof file_explanations_translation_without_original_md - 1},
  {"explanations/uncatalogued-request.md", file_explanations_uncatalogued_request_md, sizeof file_explanations_uncatalogued_request_md - 1},
  {"explanations/unclosed-directive.md", file_explanations_unclosed_directive_md, sizeof file_explanations_unclosed_directive_md - 1},
  {"explanations/unclosed-front-matter.md", file_explanations_unclosed_front_matter_md, sizeof file_explanations_unclosed_front_matter_md - 1},
  {"explanations/undeclared-permission.md", file_explanations_undeclared_permission_md, sizeof file_explanations_undeclared_permission_md - 1},
  {"explanations/undefined-footnote.md", file_explanations_undefined_footnote_md, sizeof file_explanations_undefined_footnote_md - 1},
  {"explanations/undefined-reference.md", file_explanations_undefined_reference_md, sizeof file_explanations_undefined_reference_md - 1},
  {"explanations/undocumented-permission.md", file_explanations_undocumented_permission_md, sizeof file_explanations_undocumented_permission_md - 1},
  {"explanations/unexpected-label.md", file_explanations_unexpected_label_md, sizeof file_explanations_unexpected_label_md - 1},
  {"explanations/unfinished-catalog.md", file_explanations_unfinished_catalog_md, sizeof file_explanations_unfinished_catalog_md - 1},
  {"explanations/unknown-attribute.md", file_explanations_unknown_attribute_md, sizeof file_explanations_unknown_attribute_md - 1},
  {"explanations/unknown-block.md", file_explanations_unknown_block_md, sizeof file_explanations_unknown_block_md - 1},
  {"explanations/unknown-directive.md", file_explanations_unknown_directive_md, sizeof file_explanations_unknown_directive_md - 1},
  {"explanations/unknown-endpoint.md", file_explanations_unknown_endpoint_md, sizeof file_explanations_unknown_endpoint_md - 1},
  {"explanations/unknown-key.md", file_explanations_unknown_key_md, sizeof file_explanations_unknown_key_md - 1},
  {"explanations/unknown-partial.md", file_explanations_unknown_partial_md, sizeof file_explanations_unknown_partial_md - 1},
  {"explanations/unknown-permission.md", file_explanations_unknown_permission_md, sizeof file_explanations_unknown_permission_md - 1},
  {"explanations/unknown-variable.md", file_explanations_unknown_variable_md, sizeof file_explanations_unknown_variable_md - 1},
  {"explanations/unmarked-translation.md", file_explanations_unmarked_translation_md, sizeof file_explanations_unmarked_translation_md - 1},
  {"explanations/unportable-address.md", file_explanations_unportable_address_md, sizeof file_explanations_unportable_address_md - 1},
  {"explanations/unread-files.md", file_explanations_unread_files_md, sizeof file_explanations_unread_files_md - 1},
  {"explanations/unreadable.md", file_explanations_unreadable_md, sizeof file_explanations_unreadable_md - 1},
  {"explanations/unregistered-redirect.md", file_explanations_unregistered_redirect_md, sizeof file_explanations_unregistered_redirect_md - 1},
  {"explanations/unrequested-permission.md", file_explanations_unrequested_permission_md, sizeof file_explanations_unrequested_permission_md - 1},
  {"explanations/unresolved-reference.md", file_explanations_unresolved_reference_md, sizeof file_explanations_unresolved_reference_md - 1},
  {"explanations/unresolved-request.md", file_explanations_unresolved_request_md, sizeof file_explanations_unresolved_request_md - 1},
  {"explanations/unsafe-url.md", file_explanations_unsafe_url_md, sizeof file_explanations_unsafe_url_md - 1},
  {"explanations/unstated-kind.md", file_explanations_unstated_kind_md, sizeof file_explanations_unstated_kind_md - 1},
  {"explanations/untranslated-text.md", file_explanations_untranslated_text_md, sizeof file_explanations_untranslated_text_md - 1},
  {"explanations/unused-footnote.md", file_explanations_unused_footnote_md, sizeof file_explanations_unused_footnote_md - 1},
  {"explanations/unused-suppression.md", file_explanations_unused_suppression_md, sizeof file_explanations_unused_suppression_md - 1},
  {"explanations/unverified-link.md", file_explanations_unverified_link_md, sizeof file_explanations_unverified_link_md - 1},
  {"explanations/user-consent-needs-admin.md", file_explanations_user_consent_needs_admin_md, sizeof file_explanations_user_consent_needs_admin_md - 1},
  {"explanations/wrong-case.md", file_explanations_wrong_case_md, sizeof file_explanations_wrong_case_md - 1},
  {"explanations/wrong-cloud.md", file_explanations_wrong_cloud_md, sizeof file_explanations_wrong_cloud_md - 1},
  {"explanations/wrong-directive-form.md", file_explanations_wrong_directive_form_md, sizeof file_explanations_wrong_directive_form_md - 1},
  {"explanations/wrong-kind.md", file_explanations_wrong_kind_md, sizeof file_explanations_wrong_kind_md - 1},
  {"explanations/wrong-resource.md", file_explanations_wrong_resource_md, sizeof file_explanations_wrong_resource_md - 1},
  {"explanations/wrong-type.md", file_explanations_wrong_type_md, sizeof file_explanations_wrong_type_md - 1},
  {"letters/folded.txt", file_letters_folded_txt, sizeof file_letters_folded_txt - 1},
  {"preview/client.css", file_preview_client_css, sizeof file_preview_client_css - 1},
  {"preview/client.js", file_preview_client_js, sizeof file_preview_client_js - 1},
  {"providers/microsoft.txt", file_providers_microsoft_txt, sizeof file_providers_microsoft_txt - 1},
  {"starter/content/catalog.yml", file_starter_content_catalog_yml, sizeof file_starter_content_catalog_yml - 1},
  {"starter/content/guides/connect.md", file_starter_content_guides_connect_md, sizeof file_starter_content_guides_connect_md - 1},
  {"starter/content/guides/index.md", file_starter_content_guides_index_md, sizeof file_starter_content_guides_index_md - 1},
  {"starter/content/index.md", file_starter_content_index_md, sizeof file_starter_content_index_md - 1},
  {"starter/content/security/index.md", file_starter_content_security_index_md, sizeof file_starter_content_security_index_md - 1},
  {"starter/content/security/permissions.md", file_starter_content_security_permissions_md, sizeof file_starter_content_security_permissions_md - 1},
  {"starter/gitignore", file_starter_gitignore, sizeof file_starter_gitignore - 1},
  {"starter/scopebook.yml", file_starter_scopebook_yml, sizeof file_starter_scopebook_yml - 1},
  {"strings/ar.yml", file_strings_ar_yml, sizeof file_strings_ar_yml - 1},
  {"strings/de.yml", file_strings_de_yml, sizeof file_strings_de_yml - 1},
  {"strings/en.yml", file_strings_en_yml, sizeof file_strings_en_yml - 1},
  {"strings/ja.yml", file_strings_ja_yml, sizeof file_strings_ja_yml - 1},
  {"theme/404.html", file_theme_404_html, sizeof file_theme_404_html - 1},
  {"theme/directives/checklist.html", file_theme_directives_checklist_html, sizeof file_theme_directives_checklist_html - 1},
  {"theme/directives/consent-flow.html", file_theme_directives_consent_flow_html, sizeof file_theme_directives_consent_flow_html - 1},
  {"theme/directives/consent-link.html", file_theme_directives_consent_link_html, sizeof file_theme_directives_consent_link_html - 1},
  {"theme/directives/permission-changes.html", file_theme_directives_permission_changes_html, sizeof file_theme_directives_permission_changes_html - 1},
  {"theme/directives/permissions.html", file_theme_directives_permissions_html, sizeof file_theme_directives_permissions_html - 1},
  {"theme/directives/prerequisites.html", file_theme_directives_prerequisites_html, sizeof file_theme_directives_prerequisites_html - 1},
  {"theme/directives/revoke.html", file_theme_directives_revoke_html, sizeof file_theme_directives_revoke_html - 1},
  {"theme/directives/troubleshooting.html", file_theme_directives_troubleshooting_html, sizeof file_theme_directives_troubleshooting_html - 1},
  {"theme/favicon.svg", file_theme_favicon_svg, sizeof file_theme_favicon_svg - 1},
  {"theme/home.html", file_theme_home_html, sizeof file_theme_home_html - 1},
  {"theme/layout.html", file_theme_layout_html, sizeof file_theme_layout_html - 1},
  {"theme/navigation.html", file_theme_navigation_html, sizeof file_theme_navigation_html - 1},
  {"theme/page.html", file_theme_page_html, sizeof file_theme_page_html - 1},
  {"theme/partials/access.html", file_theme_partials_access_html, sizeof file_theme_partials_access_html - 1},
  {"theme/partials/breadcrumbs.html", file_theme_partials_breadcrumbs_html, sizeof file_theme_partials_breadcrumbs_html - 1},
  {"theme/partials/card.html", file_theme_partials_card_html, sizeof file_theme_partials_card_html - 1},
  {"theme/partials/children.html", file_theme_partials_children_html, sizeof file_theme_partials_children_html - 1},
  {"theme/partials/footer.html", file_theme_partials_footer_html, sizeof file_theme_partials_footer_html - 1},
  {"theme/partials/head.html", file_theme_partials_head_html, sizeof file_theme_partials_head_html - 1},
  {"theme/partials/header.html", file_theme_partials_header_html, sizeof file_theme_partials_header_html - 1},
  {"theme/partials/navigation-item.html", file_theme_partials_navigation_item_html, sizeof file_theme_partials_navigation_item_html - 1},
  {"theme/partials/page-end.html", file_theme_partials_page_end_html, sizeof file_theme_partials_page_end_html - 1},
  {"theme/partials/pager.html", file_theme_partials_pager_html, sizeof file_theme_partials_pager_html - 1},
  {"theme/partials/permission-label.html", file_theme_partials_permission_label_html, sizeof file_theme_partials_permission_label_html - 1},
  {"theme/partials/permission-name.html", file_theme_partials_permission_name_html, sizeof file_theme_partials_permission_name_html - 1},
  {"theme/partials/permission-notes.html", file_theme_partials_permission_notes_html, sizeof file_theme_partials_permission_notes_html - 1},
  {"theme/partials/screen-label.html", file_theme_partials_screen_label_html, sizeof file_theme_partials_screen_label_html - 1},
  {"theme/partials/sidebar.html", file_theme_partials_sidebar_html, sizeof file_theme_partials_sidebar_html - 1},
  {"theme/partials/site-language.html", file_theme_partials_site_language_html, sizeof file_theme_partials_site_language_html - 1},
  {"theme/partials/text-language.html", file_theme_partials_text_language_html, sizeof file_theme_partials_text_language_html - 1},
  {"theme/partials/title.html", file_theme_partials_title_html, sizeof file_theme_partials_title_html - 1},
  {"theme/partials/toc.html", file_theme_partials_toc_html, sizeof file_theme_partials_toc_html - 1},
  {"theme/partials/untranslated.html", file_theme_partials_untranslated_html, sizeof file_theme_partials_untranslated_html - 1},
  {"theme/permission.html", file_theme_permission_html, sizeof file_theme_permission_html - 1},
  {"theme/permissions.html", file_theme_permissions_html, sizeof file_theme_permissions_html - 1},
  {"theme/redirect.html", file_theme_redirect_html, sizeof file_theme_redirect_html - 1},
  {"theme/redirect.js", file_theme_redirect_js, sizeof file_theme_redirect_js - 1},
  {"theme/review.html", file_theme_review_html, sizeof file_theme_review_html - 1},
  {"theme/search.js", file_theme_search_js, sizeof file_theme_search_js - 1},
  {"theme/section.html", file_theme_section_html, sizeof file_theme_section_html - 1},
  {"theme/site.css", file_theme_site_css, sizeof file_theme_site_css - 1},
  {"theme/site.js", file_theme_site_js, sizeof file_theme_site_js - 1},
  {"theme/witnesses.html", file_theme_witnesses_html, sizeof file_theme_witnesses_html - 1},
};

const size_t embedded_files_count = sizeof files / sizeof *files;

embedded_file embedded_file_at(size_t position) { return files[position]; }
