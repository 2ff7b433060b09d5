package dev.scheduler.boot.actuate;

import org.springframework.boot.WebApplicationType;

class MvcWriteTests extends WriteContract {

    MvcWriteTests() {
        super(WebApplicationType.SERVLET);
    }
}
