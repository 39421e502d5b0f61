/**
 * Files that people bring: taken as a stream, kept sealed for a few days, and read as rows as often
 * as somebody needs them. What is wrong with their rows is kept here too, to be downloaded.
 */
@ApplicationModule(
    allowedDependencies = {"reason", "platform", "job", "audit", "authorization", "directory"})
@NullMarked
package dev.herald.server.upload;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
