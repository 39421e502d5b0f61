package dev.herald.server.access;

import dev.herald.server.platform.RequestProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Gives controller methods their {@link Caller}, and keeps callers out that a method does not name.
 *
 * <p>A parameter of type {@code Caller} admits every key, {@code Caller.OfApplication} and {@code
 * Caller.Administrator} only theirs. A method without such a parameter is the administrator's: who
 * forgets to say who may call has a closed endpoint, not an open one.
 */
final class CallerArguments implements HandlerMethodArgumentResolver, HandlerInterceptor {
  static final String ADMINISTRATOR_NEEDED =
      "This needs the administrator key, which the first start printed and keeps in admin.key of"
          + " its home folder.";

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method && !namesCaller(method)) {
      admit(Caller.Administrator.class);
    }
    return true;
  }

  private static boolean namesCaller(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .anyMatch(parameter -> Caller.class.isAssignableFrom(parameter.getParameterType()));
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
    return admit(parameter.getParameterType());
  }

  private static Caller admit(Class<?> admitted) {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (!(authentication instanceof KeyAuthentication known)) {
      throw new RequestProblem.Forbidden("A key is needed: 'Authorization: Bearer hk_…'.");
    }
    Caller caller = known.getPrincipal();
    if (!admitted.isInstance(caller)) {
      throw new RequestProblem.Forbidden(
          admitted == Caller.Administrator.class
              ? ADMINISTRATOR_NEEDED
              : "This needs the key of an application, not the administrator's.");
    }
    return caller;
  }
}
