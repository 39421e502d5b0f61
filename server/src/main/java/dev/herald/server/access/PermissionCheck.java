package dev.herald.server.access;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.CallerAuthentication;
import dev.herald.server.authorization.Open;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.authorization.WhileEnrolling;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Lets a request through to a controller's method when its caller may, and gives the method its
 * {@link Caller}. A method that does not say who may is nobody's.
 */
final class PermissionCheck implements HandlerMethodArgumentResolver, HandlerInterceptor {
  private static final Map<String, Reach.Limit> OWNERS =
      Map.of("tenant", Reach.Limit.TENANTS, "application", Reach.Limit.APPLICATIONS);

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method && !method.hasMethodAnnotation(Open.class)) {
      CallerAuthentication authentication = known();
      if (authentication.isEnrolling() && !isForEnrolling(method)) {
        throw new RequestProblem.Forbidden(new ProblemReason.SecondFactorNeeded());
      }
      Caller caller = authentication.getPrincipal();
      Requires requires = requirement(method).orElseThrow(PermissionCheck::undeclared);
      admit(caller, requires, callerType(method));
      switch (caller) {
        case Caller.Staff staff -> contain(staff.reach(), requires, request);
        case Caller.OfApplication key -> requireOwn(key, request);
        case Caller.OfRecipient _ -> {}
      }
    }
    return true;
  }

  private static boolean isForEnrolling(HandlerMethod method) {
    return method.hasMethodAnnotation(WhileEnrolling.class)
        || method.getBeanType().isAnnotationPresent(WhileEnrolling.class);
  }

  static Optional<Requires> requirement(HandlerMethod method) {
    Requires own = method.getMethodAnnotation(Requires.class);
    return Optional.ofNullable(
        own != null
            ? own
            : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Requires.class));
  }

  /** Whom a method admits at all: staff, unless it says otherwise. */
  static Class<?> callerType(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .map(MethodParameter::getParameterType)
        .filter(Caller.class::isAssignableFrom)
        .findFirst()
        .orElse(Caller.Staff.class);
  }

  private static void admit(Caller caller, Requires requires, Class<?> admitted) {
    if (!admitted.isInstance(caller)) {
      throw new RequestProblem.Forbidden(
          admitted == Caller.OfApplication.class
              ? new ProblemReason.ApplicationKeyNeeded()
              : admitted == Caller.SignedIn.class
                  ? new ProblemReason.SignInNeeded()
                  : admitted == Caller.OfRecipient.class
                      ? new ProblemReason.RecipientTokenNeeded()
                      : new ProblemReason.AdministratorNeeded());
    }
    caller.require(requires.value());
  }

  /** What is another application's is not there for a key. */
  private static void requireOwn(Caller.OfApplication key, HttpServletRequest request) {
    inPath(request, "application")
        .filter(code -> !key.reach().seesApplication(code))
        .ifPresent(code -> {
          RefusalFilter.beyondReach(request);
          throw new RequestProblem.NotFound(Thing.APPLICATION, code);
        });
  }

  private static void contain(Reach reach, Requires requires, HttpServletRequest request) {
    for (Reach.Limit limit : requires.across()) {
      if (!reach.spans(limit)) {
        throw Reach.beyond(limit);
      }
    }
    OWNERS.forEach((name, limit) -> {
      for (String code : named(request, name)) {
        if (!reach.sees(limit, code)) {
          RefusalFilter.beyondReach(request);
          throw new RequestProblem.NotFound(Thing.valueOf(name.toUpperCase(Locale.ROOT)), code);
        }
      }
    });
  }

  /** In the path, and as a parameter. */
  private static List<String> named(HttpServletRequest request, String name) {
    List<String> codes = new ArrayList<>();
    inPath(request, name).ifPresent(codes::add);
    String[] parameters = request.getParameterValues(name);
    if (parameters != null) {
      codes.addAll(Arrays.asList(parameters));
    }
    return codes;
  }

  private static Optional<String> inPath(HttpServletRequest request, String name) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> path
            && path.get(name) instanceof String code
        ? Optional.of(code)
        : Optional.empty();
  }

  private static RequestProblem undeclared() {
    return new RequestProblem.Forbidden(new ProblemReason.EndpointUndeclared());
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return Caller.class.isAssignableFrom(parameter.getParameterType());
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    return known().getPrincipal();
  }

  private static CallerAuthentication known() {
    if (SecurityContextHolder.getContext().getAuthentication()
        instanceof CallerAuthentication authentication) {
      return authentication;
    }
    throw new RequestProblem.Forbidden(new ProblemReason.KeyNeeded());
  }
}
