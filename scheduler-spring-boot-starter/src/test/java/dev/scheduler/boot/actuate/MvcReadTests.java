package dev.scheduler.boot.actuate;

import org.springframework.boot.WebApplicationType;

class MvcReadTests extends ReadContract {

    MvcReadTests() {
        super(WebApplicationType.SERVLET);
    }
}
