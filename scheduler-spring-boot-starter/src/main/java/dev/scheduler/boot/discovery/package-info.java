/**
 * Finds the tasks that beans carry as annotations, in whatever way the bean comes about, and calls them through the bean.
 * Reads annotations and bean definitions only: properties, layers and names that clash are judged elsewhere.
 */
@NullMarked
package dev.scheduler.boot.discovery;

import org.jspecify.annotations.NullMarked;
