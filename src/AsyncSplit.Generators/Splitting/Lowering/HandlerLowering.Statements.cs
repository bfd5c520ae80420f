using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Statements, loops and switches apart.</content>
internal sealed partial class HandlerLowering
{
    private void LowerStatements(IEnumerable<StatementSyntax> statements)
    {
        foreach (var statement in statements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LowerStatement(statement);
        }
    }

    private void LowerStatement(StatementSyntax statement)
    {
        _statement = statement;
        switch (statement)
        {
            case LocalFunctionStatementSyntax function:
                _block.LocalFunctions.Add(function);
                break;
            case LocalDeclarationStatementSyntax { IsConst: true } constant:
                _block.Constants.Add(constant);
                break;
            case LabeledStatementSyntax labelled when statement.Parent is BlockSyntax:
                Add(new LabelNode(model.GetDeclaredSymbol(labelled, cancellationToken)!));
                LowerStatement(labelled.Statement);
                break;
            case LabeledStatementSyntax:
                throw Refuse(statement, "a label in a switch section or on an embedded statement, beside an await: put it into a block");
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } declaration:
                LowerUsingDeclaration(declaration);
                break;
            case EmptyStatementSyntax:
                break;
            case var leaf when !HasBoundary(leaf):
                Add(new StatementNode(Text(leaf), leaf, EndIsReachable(leaf)));
                break;
            case BlockSyntax block:
                Add(In(new BlockNode(block), () => LowerStatements(block.Statements)));
                break;
            case CheckedStatementSyntax region:
                LowerChecked(region);
                break;
            case ExpressionStatementSyntax expression:
                LowerExpressionStatement(expression.Expression, expression);
                break;
            case LocalDeclarationStatementSyntax declaration:
                LowerDeclaration(declaration.Declaration, declaration);
                break;
            case ReturnStatementSyntax { Expression: { } value }:
                LowerReturn(value, statement);
                break;
            case ThrowStatementSyntax { Expression: { } thrown }:
                Add(new StatementNode(Code.Of("throw ", Lower(thrown), ";"), statement, completes: false));
                break;
            case IfStatementSyntax choice:
                LowerIf(choice);
                break;
            case WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or ForEachStatementSyntax or ForEachVariableStatementSyntax:
                LowerLoop(statement);
                break;
            case SwitchStatementSyntax choice:
                LowerSwitch(choice);
                break;
            case TryStatementSyntax attempt:
                LowerTry(attempt);
                break;
            default:
                throw Refuse(statement, $"an await in {Describe(statement)}, which cannot be split yet");
        }
    }

    private static string Describe(StatementSyntax statement) => statement switch
    {
        UsingStatementSyntax => "a using statement",
        LockStatementSyntax => "a lock statement",
        FixedStatementSyntax => "a fixed statement",
        UnsafeStatementSyntax => "an unsafe block",
        _ => $"a statement of this kind ({statement.Kind()})",
    };

    private bool EndIsReachable(StatementSyntax statement) => statement switch
    {
        ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax => false,
        ExpressionStatementSyntax or LocalDeclarationStatementSyntax => true,
        _ => model.AnalyzeControlFlow(statement) is { Succeeded: true, EndPointIsReachable: var isReachable } ? isReachable : true,
    };

    private void LowerUsingDeclaration(LocalDeclarationStatementSyntax declaration)
    {
        // Where a boundary follows in the block, disposal belongs to a later step.
        var statements = declaration.Parent switch
        {
            BlockSyntax block => block.Statements,
            SwitchSectionSyntax section => section.Statements,
            _ => default,
        };
        if (HasBoundary(declaration) || statements.SkipWhile(statement => statement != declaration).Any(HasBoundary))
        {
            throw Refuse(declaration, "a using declaration with an await in its scope, which cannot be split yet: end the scope of the resource before the await");
        }

        Add(new StatementNode(Text(declaration), declaration));
    }

    private void LowerChecked(CheckedStatementSyntax region)
    {
        var outer = _overflowContext;
        _overflowContext = null;
        Add(In(new BlockNode(region.Block, region.Keyword.ValueText), () => LowerStatements(region.Block.Statements)));
        _overflowContext = outer;
    }

    private void LowerExpressionStatement(ExpressionSyntax expression, SyntaxNode origin)
    {
        if (Unwrap(expression) is AwaitExpressionSyntax awaited && boundaries.TryGetValue(awaited, out var boundary))
        {
            // Nothing but the exception of the await matters here.
            var end = LowerAwait(awaited, boundary);
            Add(new StatementNode(Code.Of(end, ".GetResult();"), origin));
            boundary.IsStatement = true;
            return;
        }

        var code = Lower(expression, isStatement: true);
        if (code.Fragments.Length > 0)
        {
            Add(new StatementNode(Code.Of(code, ";"), origin));
        }
    }

    private void LowerDeclaration(VariableDeclarationSyntax declaration, SyntaxNode origin)
    {
        foreach (var variable in declaration.Variables)
        {
            if (variable.Initializer is not { } initializer)
            {
                Add(new StatementNode(Code.Of(Code.User(declaration.Type), " ", Code.User(variable), ";"), origin));
                continue;
            }

            if (initializer.Value is RefExpressionSyntax || declaration.Type is RefTypeSyntax)
            {
                throw Refuse(declaration, $"the ref local '{variable.Identifier.ValueText}', initialised with an await");
            }

            var value = Lower(initializer.Value);
            Add(new StatementNode(Code.Of(Code.User(declaration.Type), " ", Code.Replace(variable.Span, [(initializer.Value.Span, value)]), ";"), origin));
        }
    }

    private void LowerReturn(ExpressionSyntax value, SyntaxNode origin)
    {
        if (!HasBoundary(value))
        {
            Add(new StatementNode(Return(Code.User(value)), origin, completes: false));
            return;
        }

        // The branches of a conditional return for themselves: a call in one of them is a tail call then.
        if (Unwrap(value) is ConditionalExpressionSyntax choice && (HasBoundary(choice.WhenTrue) || HasBoundary(choice.WhenFalse)) && model.GetTypeInfo(choice, cancellationToken).Type is { } type
            && SymbolEqualityComparer.Default.Equals(type, resultType))
        {
            LowerChoice(choice.Condition, () => LowerReturn(choice.WhenTrue, choice.WhenTrue), () => LowerReturn(choice.WhenFalse, choice.WhenFalse));
            return;
        }

        if (Unwrap(value) is ThrowExpressionSyntax thrown)
        {
            Add(new StatementNode(Code.Of("throw ", Lower(thrown.Expression), ";"), origin, completes: false));
            return;
        }

        var result = Lower(value);
        if (Unwrap(value) is AwaitExpressionSyntax awaited && boundaries.TryGetValue(awaited, out var boundary) && IsTail(boundary))
        {
            // The caller's callback goes on to the callee: there is nothing to come back to.
            boundary.IsTail = true;
            return;
        }

        Add(new StatementNode(Return(result), origin, completes: false));
    }

    /// <summary>Whether the value of the call is the handler's own result, and nothing of the handler is left when it comes.</summary>
    private bool IsTail(Boundary boundary) =>
        boundary.Kind == BoundaryKind.ChainCall
        && SymbolEqualityComparer.IncludeNullability.Equals(boundary.Result?.WithNullableAnnotation(NullableAnnotation.None), resultType?.WithNullableAnnotation(NullableAnnotation.None))
        && !boundary.Syntax.Ancestors().TakeWhile(node => node != body).Any(node => node is TryStatementSyntax attempt && (attempt.Block.Span.Contains(boundary.Syntax.Span) || attempt.Finally is not null));

    private void LowerIf(IfStatementSyntax choice)
    {
        _statement = choice.Condition;
        LowerChoice(choice.Condition, () => Add(LowerEmbedded(choice.Statement)), choice.Else is { } branch ? () => Add(LowerEmbedded(branch.Statement)) : null);
    }

    /// <summary>
    /// A choice between two pieces of code. Behind <c>&amp;&amp;</c> an await makes the condition a nest of conditions, so that what the first ones
    /// declare is known to be assigned in the code that they lead to.
    /// </summary>
    private void LowerChoice(ExpressionSyntax condition, Action then, Action? otherwise)
    {
        if (!IsConjunctionWithAwait(condition))
        {
            var test = InOverflowContext(Lower(condition));
            Add(new IfNode(test, Flattened(then), otherwise is null ? null : Flattened(otherwise), condition));
        }
        else if (otherwise is null)
        {
            LowerWhenTrue(condition, then);
        }
        else
        {
            var once = new OnceNode(condition);
            In(once.Body, () =>
            {
                LowerWhenTrue(condition, () =>
                {
                    then();
                    Add(new StatementNode(new Code([new JumpOut(once, IsContinue: false)]), null, completes: false));
                });
                otherwise();
            });
            Add(once);
        }
    }

    private bool IsConjunctionWithAwait(ExpressionSyntax condition) =>
        Unwrap(condition) is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both
        && (HasBoundary(both.Right) || IsConjunctionWithAwait(both.Left))
        && TypeOf(both).SpecialType == SpecialType.System_Boolean
        && TypeOf(both.Left).SpecialType == SpecialType.System_Boolean;

    private void LowerWhenTrue(ExpressionSyntax condition, Action then)
    {
        if (IsConjunctionWithAwait(condition))
        {
            var both = (BinaryExpressionSyntax)Unwrap(condition);
            LowerWhenTrue(both.Left, () => LowerWhenTrue(both.Right, then));
            return;
        }

        var test = InOverflowContext(Lower(condition));
        Add(new IfNode(test, Flattened(then), null, condition));
    }

    /// <summary>A block of its own for a branch; one that is nothing but a block is that block.</summary>
    private BlockNode Flattened(Action branch)
    {
        var block = In(new BlockNode(null), branch);
        return block is { Items: [BlockNode { Keyword: null } only], LocalFunctions.Count: 0, Constants.Count: 0 } ? only : block;
    }

    /// <summary>The body of an <c>if</c> or loop as a block, whether it has braces or not.</summary>
    private BlockNode LowerEmbedded(StatementSyntax statement, BlockNode? into = null)
    {
        into ??= new BlockNode(statement);
        into.Scopes.Add(statement);
        return In(into, () =>
        {
            if (statement is BlockSyntax block)
            {
                LowerStatements(block.Statements);
            }
            else
            {
                LowerStatement(statement);
            }
        });
    }

    private void LowerTry(TryStatementSyntax attempt)
    {
        if (attempt.Finally is { } last && HasBoundary(last))
        {
            LowerAwaitingFinally(attempt, last);
            return;
        }

        Add(LowerHandlers(attempt, attempt.Finally));
    }

    private TryNode LowerHandlers(TryStatementSyntax attempt, FinallyClauseSyntax? last)
    {
        var node = new TryNode(attempt, LowerEmbedded(attempt.Block));
        foreach (var clause in attempt.Catches)
        {
            var part = new CatchPart(clause)
            {
                Variable = clause.Declaration is { } declaration ? model.GetDeclaredSymbol(declaration, cancellationToken) : null,
            };
            _catches[clause] = part;
            if (HasBoundary(clause.Block) && Rethrows(clause))
            {
                HoldCaught(part);
                part.Body = LowerEmbedded(clause.Block);
                _held.RemoveAt(_held.Count - 1);
            }
            else
            {
                part.Body = LowerEmbedded(clause.Block);
            }

            node.Catches.Add(part);
        }

        if (last is not null)
        {
            node.Finally = LowerEmbedded(last.Block);
            if (model.AnalyzeDataFlow(last.Block) is { Succeeded: true } flow)
            {
                node.FinallyAssigns = [.. flow.AlwaysAssigned.Where(symbol => symbol is not ILocalSymbol { IsRef: true } && !flow.VariablesDeclared.Contains(symbol, SymbolEqualityComparer.Default))];
                node.AssignedBeforeFinally = flow.DefinitelyAssignedOnEntry;
            }
        }

        foreach (var boundary in node.Body.Boundaries.Concat(node.Finally is null ? [] : node.Boundaries))
        {
            boundary.Catches = true;
        }

        return node;
    }

    private static bool Rethrows(CatchClauseSyntax clause) =>
        clause.Block.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CatchClauseSyntax))
            .Any(node => node is ThrowStatementSyntax { Expression: null });

    private void HoldCaught(CatchPart part)
    {
        if (part.Variable is { } variable)
        {
            if (locals.In(part.Syntax!.Span).Any(use => use.IsWrite && SymbolEqualityComparer.Default.Equals(use.Symbol, variable)))
            {
                throw Refuse(part.Syntax, $"a catch block that assigns '{variable.Name}', awaits, and throws the caught exception again: use another variable");
            }

            _held.Add((null, variable));
            return;
        }

        var type = part.Syntax?.Declaration is { } declaration ? model.GetTypeInfo(declaration.Type, cancellationToken).Type : model.Compilation.GetTypeByMetadataName("System.Exception");
        part.Caught = new Temp("caught", type) { IsCaught = true };
        _temps.Add(part.Caught);
        _held.Add((part.Caught, null));
    }

    private static ExpressionSyntax Unwrap(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized.Expression;
        }

        return expression;
    }
}
