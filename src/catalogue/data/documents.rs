//! Drawings, documents, photos, specifications, forms.

use crate::catalogue::row::*;

pub(super) const DRAWINGS: Table = Table {
    tool: "Drawings",
    rows: &[
        list(
            "/rest/v1.1/projects/{project_id}/drawing_areas",
            "Areas into which the drawings of a project are divided",
            &[one_of("view", &["compact", "extended", "only_ids", "mfe"]), ids("filters[id]")],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/drawing_areas",
            "Areas of the drawings of a project, in the older form",
            &[],
        ),
        list(
            "/rest/v1.1/drawing_areas/{drawing_area_id}/drawings",
            "Drawings of an area with their current revision",
            &[
                id("project_id"),
                one_of("view", &["compact", "extended", "with_revisions"]),
                id("filters[drawing_discipline_id]"),
                id("filters[drawing_set_id]"),
                yes_no("with_position"),
            ],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/drawing_revisions",
            "Revisions of the drawings of a project",
            &[
                one_of(
                    "view",
                    &[
                        "only_pdf_urls",
                        "only_ids",
                        "only_ids_post_review",
                        "web_index",
                        "web_show",
                        "extended_coordinates",
                        "extended_files",
                        "extended_dpi",
                        "android",
                    ],
                ),
                sort(&["id"]),
                ids("filters[ids]"),
                span("filters[updated_at]"),
                id("drawing_area_id"),
                id("drawing_id"),
                id("drawing_set_id"),
                ids("id"),
                one_of("filters[deleted]", &["only", "with"]),
            ],
        ),
        show("/rest/v1.0/projects/{project_id}/drawing_revisions/{id}", "One revision of a drawing", &[]),
        list(
            "/rest/v1.0/projects/{project_id}/drawing_sets",
            "Sets in which drawings were published",
            &[
                yes_no("filters[exclude_empty_sets]"),
                yes_no("filters[only_attachable_sets]"),
                yes_no("filters[with_sketches]"),
                yes_no("filters[with_measurements]"),
                id("drawing_area_id"),
            ],
        ),
        list(
            "/rest/v1.1/projects/{project_id}/drawing_disciplines",
            "Disciplines by which drawings are sorted",
            &[one_of("view", &["only_ids"]), ids("filters[id]")],
        ),
        list(
            "/rest/v1.1/projects/{project_id}/drawing_uploads",
            "Uploads of drawings and how far they are",
            &[one_of("view", &["normal", "with_drawing_log_imports"])],
        ),
    ],
};

pub(super) const DOCUMENTS: Table = Table {
    tool: "Documents",
    rows: &[
        show(
            "/rest/v1.0/folders",
            "Top folder of the documents of a project, with what is in it",
            &[
                PROJECT,
                yes_no("exclude_folders"),
                yes_no("exclude_files"),
                yes_no("show_latest_file_version_only"),
            ],
        ),
        show(
            "/rest/v1.0/folders/{id}",
            "One folder of a project, with what is in it",
            &[
                PROJECT,
                yes_no("exclude_folders"),
                yes_no("exclude_files"),
                yes_no("show_latest_file_version_only"),
            ],
        ),
        create(
            "/rest/v1.0/folders",
            "Creates a new folder in a project",
            &[PROJECT],
            json("folder", r#"{"folder": {"name": "", "parent_id": null}}"#),
        ),
        change(
            "/rest/v1.0/folders/{id}",
            "Renames or moves a folder",
            &[PROJECT],
            json("folder", r#"{"folder": {}}"#),
        ),
        remove("/rest/v1.0/folders/{id}", "Deletes a folder of a project", &[PROJECT]),
        show(
            "/rest/v1.0/files/{id}",
            "One file of a project with its versions",
            &[PROJECT, yes_no("show_latest_version_only")],
        ),
        create(
            "/rest/v1.0/files",
            "Uploads a file to a project",
            &[PROJECT],
            upload("file", r#"{"file": {"parent_id": null, "name": ""}}"#, "file[data]"),
        ),
        change(
            "/rest/v1.0/files/{id}",
            "Another name, place or version for a file",
            &[PROJECT],
            files("file", r#"{"file": {}}"#),
        ),
        remove("/rest/v1.0/files/{id}", "Deletes a file of a project", &[PROJECT]),
        list(
            "/rest/v1.0/projects/{project_id}/documents",
            "Folders and files of a project as one flat list",
            &[
                one_of("view", &["normal", "extended"]),
                sort(&[
                    "updated_at",
                    "name",
                    "document_type",
                    "document_type_then_name",
                    "document_type_then_created_at",
                    "document_type_then_updated_at",
                ]),
                text("filters[search]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                ids("filters[created_by_id]"),
                texts("filters[file_type]"),
                yes_no("filters[is_in_recycle_bin]"),
                id("filters[folder_id]"),
            ],
        ),
        list(
            "/rest/v2.0/projects/{project_id}/documents",
            "Folders and files of a project, in the form of version 2",
            &[
                one_of("view", &["normal", "extended"]),
                sort(&[
                    "updated_at",
                    "name",
                    "document_type",
                    "document_type_then_name",
                    "document_type_then_created_at",
                    "document_type_then_updated_at",
                ]),
                text("filters[search]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                ids("filters[created_by_id]"),
                texts("filters[file_type]"),
                yes_no("filters[is_in_recycle_bin]"),
                id("filters[folder_id]"),
            ],
        ),
        show(
            "/rest/v1.0/companies/{company_id}/folders",
            "Top folder of the documents of a company",
            &[yes_no("exclude_folders"), yes_no("exclude_files")],
        ),
        show(
            "/rest/v1.0/companies/{company_id}/folders/{id}",
            "One folder of a company, with what is in it",
            &[yes_no("exclude_folders"), yes_no("exclude_files")],
        ),
        show(
            "/rest/v1.0/companies/{company_id}/files/{id}",
            "One file of a company with its versions",
            &[yes_no("show_latest_version_only")],
        ),
        list(
            "/rest/v1.0/companies/{company_id}/documents",
            "Folders and files of a company as one flat list",
            &[
                one_of("view", &["normal", "extended"]),
                sort(&[
                    "updated_at",
                    "name",
                    "document_type",
                    "document_type_then_name",
                    "document_type_then_created_at",
                    "document_type_then_updated_at",
                ]),
                text("filters[search]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                ids("filters[created_by_id]"),
                texts("filters[file_type]"),
                yes_no("filters[is_in_recycle_bin]"),
                id("filters[folder_id]"),
            ],
        ),
        create(
            "/rest/v1.1/projects/{project_id}/uploads",
            "Asks for a place to upload a file to, for a project",
            &[],
            json("", r#"{"response_filename": "", "response_content_type": ""}"#),
        ),
        create(
            "/rest/v1.1/companies/{company_id}/uploads",
            "Asks for a place to upload a file to, for a company",
            &[],
            json("", r#"{"response_filename": "", "response_content_type": ""}"#),
        ),
    ],
};

pub(super) const PHOTOS: Table = Table {
    tool: "Photos",
    rows: &[
        list(
            "/rest/v1.0/images",
            "Photos of a project",
            &[
                PROJECT,
                one_of(
                    "serializer_view",
                    &["normal", "android", "mobile", "mobile_feed", "prostore_file", "ids_only"],
                ),
                sort(&["deleted_at", "created_at", "exposure_date", "taken_at", "most_recent"]),
                text("filters[query]"),
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                ids("filters[location_id]"),
                yes_no("filters[include_sublocations]"),
            ],
        ),
        show("/rest/v1.0/images/{id}", "One photo", &[PROJECT]),
        create(
            "/rest/v1.0/images",
            "Uploads a photo",
            &[PROJECT],
            upload("image", r#"{"image_name": "", "image": {"description": ""}}"#, ""),
        ),
        change(
            "/rest/v1.0/images/{id}",
            "Changes a photo: its description, place, album",
            &[PROJECT],
            json("image", r#"{"image": {}}"#),
        ),
        remove("/rest/v1.0/images/{id}", "Deletes a photo", &[PROJECT, yes_no("permanent")]),
        list("/rest/v1.0/image_categories", "Albums of photos of a project", &[PROJECT]),
    ],
};

pub(super) const SPECIFICATIONS: Table = Table {
    tool: "Specifications",
    rows: &[
        show(
            "/rest/v1.0/specification_sections",
            "Sections of the specifications of a project",
            &[PROJECT, sort(&["number"]), ids("filters[id]")],
        ),
        list(
            "/rest/v1.0/specification_section_divisions",
            "Divisions of the specifications of a project",
            &[PROJECT],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/specification_sets",
            "Sets in which specifications were published",
            &[],
        ),
    ],
};

pub(super) const FORMS: Table = Table {
    tool: "Forms",
    rows: &[list(
        "/rest/v1.0/projects/{project_id}/forms",
        "Filled-in forms of a project",
        &[
            sort(&["created_by", "description", "name", "created_at", "updated_at"]),
            text("filters[search]"),
            ids("filters[id]"),
            span("filters[updated_at]"),
            span("filters[created_at]"),
            ids("filters[created_by_id]"),
            ids("filters[form_template_id]"),
        ],
    )],
};
