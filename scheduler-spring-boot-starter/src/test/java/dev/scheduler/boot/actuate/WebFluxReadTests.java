package dev.scheduler.boot.actuate;

import org.springframework.boot.WebApplicationType;

class WebFluxReadTests extends ReadContract {

    WebFluxReadTests() {
        super(WebApplicationType.REACTIVE);
    }
}
