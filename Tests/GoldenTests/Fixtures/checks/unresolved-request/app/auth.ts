// Nothing is requested by a name that is put together from nothing.
export const title = `${product} asks for consent`;
