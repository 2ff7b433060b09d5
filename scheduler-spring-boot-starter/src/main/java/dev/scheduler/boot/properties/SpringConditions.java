package dev.scheduler.boot.properties;

import dev.scheduler.Reason;
import dev.scheduler.TaskCondition;
import dev.scheduler.TaskContext;
import dev.scheduler.schedule.Nearest;
import dev.scheduler.task.ConditionParser;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.expression.BeanExpressionContextAccessor;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.context.expression.EnvironmentAccessor;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.MapAccessor;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.expression.spel.support.StandardTypeConverter;
import org.springframework.expression.spel.support.StandardTypeLocator;

/**
 * Reads profile expressions, and conditions in SpEL: {@code @billing.isOpen()} or {@code billing.isOpen()} asks a bean,
 * {@code environment['x.y']} a property, {@code #task} the {@link TaskContext}. Expressions are judged anew at each run.
 */
public final class SpringConditions implements ConditionParser {

    private static final Pattern MALFORMED_PROFILES =
            Pattern.compile("[^\\s&|!(]\\s+[^\\s&|)]|,|^\\s*[&|]|[&|!]\\s*(?:$|[&|)])");

    private final ConfigurableBeanFactory beanFactory;
    private final Environment environment;
    private final SpelExpressionParser parser = new SpelExpressionParser();

    /** Conditions that ask the beans of one factory. */
    public SpringConditions(ConfigurableBeanFactory beanFactory, Environment environment) {
        this.beanFactory = beanFactory;
        this.environment = environment;
    }

    @Override
    public boolean isActive(String profiles) {
        return environment.acceptsProfiles(parseProfiles(profiles));
    }

    @Override
    public TaskCondition when(String expression) {
        Expression parsed = parse(expression);
        return new TaskCondition(Reason.CONDITION, "when: " + expression, context -> isTrue(parsed, context));
    }

    @Override
    public TaskCondition skip(String expression) {
        Expression parsed = parse(expression);
        return new TaskCondition(Reason.CONDITION, "skip: " + expression, context -> !isTrue(parsed, context));
    }

    /** Spring takes "a, b" for one profile with a strange name, and overlooks an operator that joins nothing. */
    private static Profiles parseProfiles(String expression) {
        try {
            if (!MALFORMED_PROFILES.matcher(expression).find()) {
                return Profiles.of(expression);
            }
        } catch (IllegalArgumentException e) {
            // told below, together with what Spring overlooks
        }
        throw new IllegalArgumentException("not a profile expression, expected one such as \"production & !eu\","
                + " with parentheses where & and | meet");
    }

    private Expression parse(String text) {
        boolean template = text.startsWith("#{") && text.endsWith("}");
        String expression = template ? text.substring(2, text.length() - 1) : text;
        try {
            SpelExpression parsed = parser.parseRaw(expression);
            refuseUnknownBeans(parsed.getAST());
            return parsed;
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "not a SpEL expression: " + e.getSimpleMessage() + " (position " + (e.getPosition() + 1)
                            + "); expected one such as \"@billing.isOpen()\"",
                    e);
        }
    }

    /** At run time an unknown bean would count as a no, and the task would never run. */
    private void refuseUnknownBeans(SpelNode node) {
        if (node instanceof BeanReference) {
            String name = node.toStringAST().replaceAll("^[@&]'?|'$", "");
            if (!beanFactory.containsBean(name)) {
                throw new IllegalArgumentException(
                        "there is no bean \"" + name + "\"" + Nearest.hint(name, beanNames()));
            }
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            refuseUnknownBeans(node.getChild(i));
        }
    }

    private List<String> beanNames() {
        return beanFactory instanceof ListableBeanFactory listable
                ? List.of(BeanFactoryUtils.beanNamesIncludingAncestors(listable))
                : List.of();
    }

    private boolean isTrue(Expression expression, TaskContext task) {
        Boolean answer = expression.getValue(evaluation(task), Boolean.class);
        if (answer == null) {
            throw new IllegalStateException(
                    "\"" + expression.getExpressionString() + "\" gave null, expected true or false");
        }
        return answer;
    }

    private StandardEvaluationContext evaluation(TaskContext task) {
        StandardEvaluationContext context = new StandardEvaluationContext(new BeanExpressionContext(beanFactory, null));
        context.addPropertyAccessor(new BeanExpressionContextAccessor());
        context.addPropertyAccessor(new EnvironmentAccessor());
        context.addPropertyAccessor(new MapAccessor());
        context.setBeanResolver(new BeanFactoryResolver(beanFactory));
        context.setTypeLocator(new StandardTypeLocator(beanFactory.getBeanClassLoader()));
        ConversionService conversion = beanFactory.getConversionService();
        if (conversion != null) {
            context.setTypeConverter(new StandardTypeConverter(conversion));
        }
        context.setVariable("task", task);
        return context;
    }
}
