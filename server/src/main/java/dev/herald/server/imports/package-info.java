/**
 * Makes or changes many recipients by a file: a dry run that says what would become of each row,
 * and then a job of the cluster that does it.
 *
 * <p>Rows are done in batches, each in one transaction with the place that was reached, so that a
 * process that ends halfway has done nothing twice. A row that is wrong touches no other.
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "job",
      "audit",
      "authorization",
      "directory",
      "upload"
    })
@NullMarked
package dev.herald.server.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
