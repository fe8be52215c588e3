import type { CatalogCategory } from '../catalog.ts';
import { LIVE_VERSION_ID, ROOT_CATEGORY_ID, SEEDED_AT } from '../shop-constants.ts';
import { fixedId } from '../shopware-id.ts';

const UNSET = {
  linkType: null,
  internalLink: null,
  externalLink: null,
  linkNewTab: null,
  description: null,
  metaTitle: null,
  metaDescription: null,
  keywords: null,
};

export function categoryJson({ id, name }: CatalogCategory) {
  const breadcrumb = ['Home', name];
  return {
    versionId: LIVE_VERSION_ID,
    translated: { breadcrumb, name, customFields: {}, slotConfig: null, ...UNSET },
    createdAt: SEEDED_AT,
    updatedAt: null,
    afterCategoryId: null,
    parentId: ROOT_CATEGORY_ID,
    mediaId: null,
    name,
    breadcrumb,
    path: `|${ROOT_CATEGORY_ID}|`,
    level: 2,
    active: true,
    childCount: 0,
    visibleChildCount: 0,
    displayNestedProducts: true,
    parent: null,
    children: null,
    translations: null,
    media: null,
    tags: null,
    cmsPageId: fixedId('cms-page', 'listing'),
    cmsPageIdSwitched: true,
    cmsPage: null,
    ...UNSET,
    visible: true,
    type: 'page',
    productAssignmentType: 'product',
    seoUrls: null,
    customEntityTypeId: null,
    customFields: null,
    id,
    apiAlias: 'category',
  };
}
