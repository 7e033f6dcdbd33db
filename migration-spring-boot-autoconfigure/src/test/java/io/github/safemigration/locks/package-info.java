/** Statements that wait for locks, and those that wait behind them. */
@NullMarked
package io.github.safemigration.locks;

import org.jspecify.annotations.NullMarked;
