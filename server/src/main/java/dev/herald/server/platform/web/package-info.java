/**
 * What holds of every request and answer: where it comes from, which paths and texts are taken, and
 * that each refusal is an RFC 9457 problem.
 */
@NullMarked
package dev.herald.server.platform.web;

import org.jspecify.annotations.NullMarked;
