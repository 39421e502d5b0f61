/** The one class that goes into the image beside the server: what asks it whether it is ready. */
@NullMarked
package dev.herald.deploy.probe;

import org.jspecify.annotations.NullMarked;
