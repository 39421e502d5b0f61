/**
 * What a stand-in is made of.
 *
 * <p>A {@link dev.herald.sandbox.standin.Provider} is data: its hosts, its {@link
 * dev.herald.sandbox.standin.Codes error table}, and its {@link dev.herald.sandbox.standin.Endpoint
 * endpoints}. An endpoint reads a request, looks at the {@link
 * dev.herald.sandbox.standin.Credential credential}, then at each {@link
 * dev.herald.sandbox.standin.Check}, and answers. Two providers may share a host: the path tells
 * them apart.
 */
@NullMarked
package dev.herald.sandbox.standin;

import org.jspecify.annotations.NullMarked;
