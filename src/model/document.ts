/** When two addresses are one document: read alike by the visitor, who opens documents, and by the assessor. */

/** A jump inside the page opens nothing; `#/…` and `#!…` are addresses of single-page applications. */
export const isSameDocument = (url: string, page: string): boolean => {
  const [address, anchor] = url.split('#');
  return (anchor === undefined || !/^[/!]/.test(anchor)) && address === page.split('#')[0];
};
