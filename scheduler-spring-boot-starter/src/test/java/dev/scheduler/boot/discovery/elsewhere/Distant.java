package dev.scheduler.boot.discovery.elsewhere;

import dev.scheduler.Task;

/** A superclass in another package, whose package-private method a proxy of the subclass cannot override. */
public class Distant {

    @Task(every = "1 minute")
    void distant() {}
}
