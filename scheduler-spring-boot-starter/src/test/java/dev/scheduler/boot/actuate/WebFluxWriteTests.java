package dev.scheduler.boot.actuate;

import org.springframework.boot.WebApplicationType;

class WebFluxWriteTests extends WriteContract {

    WebFluxWriteTests() {
        super(WebApplicationType.REACTIVE);
    }
}
