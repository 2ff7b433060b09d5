package dev.scheduler.boot.actuate;

import org.springframework.boot.WebApplicationType;

class WebFluxEndpointTests extends EndpointContract {

    WebFluxEndpointTests() {
        super(WebApplicationType.REACTIVE);
    }
}
