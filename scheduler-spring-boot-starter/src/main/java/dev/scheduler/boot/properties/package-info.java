/**
 * What a user's property files say of tasks: read under {@code scheduler.*}, in every spelling that Spring Boot knows, and
 * turned into layers and drafts. Also reads what only Spring can: profile expressions and SpEL conditions.
 */
@NullMarked
package dev.scheduler.boot.properties;

import org.jspecify.annotations.NullMarked;
