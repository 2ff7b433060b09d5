/**
 * What the nodes of a cluster owe each other, over the database that they share: signs of life, the judgement on nodes that
 * died, an account of every scheduled time, and a history that does not grow for ever. Knows the engine only by what it
 * asks of it.
 */
@NullMarked
package dev.scheduler.boot.cluster;

import org.jspecify.annotations.NullMarked;
