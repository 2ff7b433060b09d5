@NullMarked
package dev.scheduler.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
