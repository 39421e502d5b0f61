/** An employee stock ownership plan: grants vest, and their owners are told. */
@NullMarked
package dev.herald.example.esop;

import org.jspecify.annotations.NullMarked;
