using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Loops that hold a boundary.</content>
internal sealed partial class HandlerLowering
{
    private void LowerLoop(StatementSyntax statement)
    {
        switch (statement)
        {
            case WhileStatementSyntax loop:
                LowerWhile(loop, loop.Condition, loop.Statement);
                break;
            case DoStatementSyntax loop:
                LowerDo(loop);
                break;
            case ForStatementSyntax loop:
                // The loop's variables get a scope around it.
                Add(In(new BlockNode(loop), () => LowerFor(loop)));
                break;
            case ForEachStatementSyntax loop when forks.Each.ContainsKey(loop):
                LowerWhenEach(loop);
                break;
            case CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } loop:
                throw Refuse(loop, "await foreach with an await in its body or source");
            case CommonForEachStatementSyntax loop:
                LowerForEach(loop);
                break;
        }
    }

    private bool IsTrue(ExpressionSyntax condition) => model.GetConstantValue(condition, cancellationToken) is { HasValue: true, Value: true };

    private void LowerWhile(StatementSyntax loop, ExpressionSyntax condition, StatementSyntax statement)
    {
        var node = new LoopNode(loop)
        {
            Body = new BlockNode(loop),
            Condition = HasBoundary(condition) ? null : Text(condition),
            ConditionSyntax = condition,
            IsEndless = HasBoundary(condition) || IsTrue(condition),
        };
        _targets[loop] = node;
        In(node.Body, () =>
        {
            if (IsConjunctionWithAwait(condition) && !DeclaresFor(condition, statement))
            {
                _statement = condition;
                LowerWhenTrue(condition, () =>
                {
                    Add(LowerEmbedded(statement));
                    Add(new StatementNode(new Code([new JumpOut(node, IsContinue: true)]), null, completes: false));
                });
                Add(new StatementNode(new Code([new JumpOut(node, IsContinue: false)]), null, completes: false));
            }
            else if (HasBoundary(condition))
            {
                _statement = condition;
                LeaveUnless(condition, node);
                Add(LowerEmbedded(statement));
            }
            else
            {
                LowerEmbedded(statement, node.Body);
            }
        });
        Add(node);
    }

    /// <summary>The test of a condition with a boundary: <c>if (!condition) break;</c></summary>
    private void LeaveUnless(ExpressionSyntax condition, LoopNode loop)
    {
        if (IsDivided(condition) && DeclaresFor(condition))
        {
            LowerChoiceByJumps(condition, () => { }, () => Add(new StatementNode(new Code([new JumpOut(loop, IsContinue: false)]), null, completes: false)));
            return;
        }

        var test = Lower(condition);
        var leave = new BlockNode(null);
        leave.Items.Add(new StatementNode(new Code([new JumpOut(loop, IsContinue: false)]), null, completes: false));
        Add(new IfNode(Code.Of("!(", test, ")"), leave, null, condition));
    }

    private void LowerDo(DoStatementSyntax loop)
    {
        var tested = HasBoundary(loop.Condition);
        var node = new LoopNode(loop)
        {
            Body = new BlockNode(loop.Statement),
            Condition = tested ? null : Text(loop.Condition),
            ConditionSyntax = loop.Condition,
            TestsAfter = !tested,
            IsEndless = tested || IsTrue(loop.Condition),
        };
        _targets[loop] = node;
        LowerEmbedded(loop.Statement, node.Body);
        if (tested)
        {
            _statement = loop.Condition;
            node.Tail = In(new BlockNode(null), () => LeaveUnless(loop.Condition, node));
        }

        Add(node);
    }

    private void LowerFor(ForStatementSyntax loop)
    {
        _statement = loop;
        var started = (loop.Declaration is { } variables && HasBoundary(variables)) || loop.Initializers.Any(HasBoundary);
        if (started)
        {
            LowerInitializers(loop);
        }

        var tested = loop.Condition is not null && HasBoundary(loop.Condition);
        if (loop.Condition is not null && DeclaredFor(loop.Condition, loop.Statement).FirstOrDefault() is { } declared)
        {
            throw Refuse(loop.Condition, $"'{declared.Name}', which the condition of a for loop with an await declares and its increment uses: assign it to a variable that is declared before the loop");
        }

        // The increment also goes on with the loop after a boundary in its body; what it declares it can declare in one place only.
        var stepped = loop.Incrementors.Any(incrementor => HasBoundary(incrementor) || locals.In(incrementor.Span).Any(reference => reference.IsDeclaration));
        var node = new LoopNode(loop)
        {
            Body = new BlockNode(loop.Statement),
            Initializer = started ? null : loop.Declaration is { } declaration ? Code.User(declaration) : new Code([new UserText(loop.Initializers.Span)]),
            Condition = tested || loop.Condition is null ? null : Text(loop.Condition),
            ConditionSyntax = loop.Condition,
            Increment = tested || stepped || loop.Incrementors.Count == 0 ? null : new Code([new UserText(loop.Incrementors.Span)]),
            IsEndless = tested || loop.Condition is null || IsTrue(loop.Condition),
        };
        _targets[loop] = node;
        In(node.Body, () =>
        {
            if (tested)
            {
                _statement = loop.Condition!;
                LeaveUnless(loop.Condition!, node);
            }

            LowerEmbedded(loop.Statement, node.Body);
        });
        if (tested || stepped)
        {
            node.Tail = In(new BlockNode(null), () =>
            {
                foreach (var incrementor in loop.Incrementors)
                {
                    _statement = incrementor;
                    LowerExpressionStatement(incrementor, incrementor);
                }
            });
        }

        Add(node);
    }

    private void LowerInitializers(ForStatementSyntax loop)
    {
        if (loop.Declaration is { } declaration)
        {
            foreach (var variable in declaration.Variables)
            {
                var text = variable.Initializer is { } initializer && HasBoundary(initializer)
                    ? Code.Replace(variable.Span, [(initializer.Value.Span, Lower(initializer.Value))])
                    : Code.User(variable);
                Add(new StatementNode(Code.Of(Code.User(declaration.Type), " ", text, ";"), declaration));
            }
        }

        foreach (var initializer in loop.Initializers)
        {
            LowerExpressionStatement(initializer, initializer);
        }
    }
}
