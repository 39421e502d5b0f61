/** How many messages an application may submit: its rate and its quota, in the whole cluster. */
@NullMarked
package dev.herald.server.intake.allowance;

import org.jspecify.annotations.NullMarked;
