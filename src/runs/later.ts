// Properties that are computed when first read, by getters that are the same functions for every object: objects with
// getters of their own each have a shape of their own, kilobytes that outlive them and keep alive what these refer to.

/** Key of what the getters read, not enumerable; a symbol, so that they work through a proxy too. */
const LATER = Symbol('later');

/** Gives an object what its getters read. */
export const defineLater = <O extends object>(on: O, later: object): O =>
  Object.defineProperty(on, LATER, { value: later });

/** Gives an object a getter of `getterOf`, in the place of the property, or as its next. */
export const defineGetter = (on: object, name: string, getter: PropertyDescriptor): unknown =>
  Object.defineProperty(on, name, getter);

/** Getter of a property of what computes it. */
export const getterOf = (name: string): PropertyDescriptor => ({
  get(this: { readonly [LATER]: Record<string, unknown> }) {
    return this[LATER][name];
  },
  enumerable: true,
  configurable: true,
});
