package dev.scheduler.task;

/** Where in the user's code a fluent method was called. */
final class Caller {

    private static final StackWalker STACK = StackWalker.getInstance();

    private Caller() {}

    /** The file and line of the first caller that is none of the fluent classes. */
    static String place() {
        return STACK.walk(frames -> frames.filter(Caller::isTheirs)
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("unknown place"));
    }

    private static boolean isTheirs(StackWalker.StackFrame frame) {
        String type = frame.getClassName();
        return !(type.equals(Caller.class.getName())
                || type.equals(TaskSchedule.class.getName())
                || type.equals(TaskBuilder.class.getName()));
    }
}
