using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Statements, those apart that have files of their own.</content>
internal sealed partial class HandlerLowering
{
    private void LowerStatements(IReadOnlyList<StatementSyntax> statements)
    {
        for (var index = 0; index < statements.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var statement = statements[index];
            while (statement is LabeledStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or LabeledStatementSyntax } labelled)
            {
                Add(new LabelNode(MarkOf(model.GetDeclaredSymbol(labelled, cancellationToken)!)));
                statement = labelled.Statement;
            }

            if (statement is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } declaration)
            {
                LowerStatement(statement);
            }
            else if (LowerUsingDeclaration(declaration, [.. statements.Skip(index + 1)]))
            {
                return;
            }
        }
    }

    private void LowerStatement(StatementSyntax statement)
    {
        _statement = statement;
        _block.Starts[_block.Items.Count] = statement;
        switch (statement)
        {
            case LocalFunctionStatementSyntax when unit.IsExcluded(statement):
                break;
            case LocalFunctionStatementSyntax function:
                _block.LocalFunctions.Add(function);
                break;
            case LocalDeclarationStatementSyntax { IsConst: true } constant:
                _block.Constants.Add(constant);
                break;
            case LocalDeclarationStatementSyntax declaration when declaration.Declaration.Variables.Any(IsLifted):
                LowerDelegates(declaration);
                break;
            case EmptyStatementSyntax:
                break;
            case LocalDeclarationStatementSyntax { Declaration: var repeated } declaration when IsRepeated(declaration):
                LowerAssignedDeclaration(repeated);
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
            case UsingStatementSyntax resource:
                LowerUsing(resource);
                break;
            default:
                throw Refuse(statement, $"an await in {Describe(statement)}, which cannot be split yet");
        }
    }

    /// <summary>A lambda that is lifted is not there any more; nor is the local that it is assigned to.</summary>
    private void LowerDelegates(LocalDeclarationStatementSyntax declaration)
    {
        foreach (var variable in declaration.Declaration.Variables.Where(variable => !IsLifted(variable)))
        {
            Add(new StatementNode(Code.Of(Code.User(declaration.Declaration.Type), " ", Code.User(variable), ";"), declaration));
        }
    }

    private bool IsLifted(VariableDeclaratorSyntax variable) => variable.Initializer is { Value: AnonymousFunctionExpressionSyntax lambda } && unit.IsExcluded(lambda);

    private static string Describe(StatementSyntax statement) => statement switch
    {
        LockStatementSyntax => "a lock statement",
        FixedStatementSyntax => "a fixed statement",
        UnsafeStatementSyntax => "an unsafe block",
        _ => $"a statement of this kind ({statement.Kind()})",
    };


    private void LowerChecked(CheckedStatementSyntax region) =>
        Add(In(new BlockNode(region.Block, region.Keyword.ValueText), () => LowerStatements(region.Block.Statements)));

    private void LowerExpressionStatement(ExpressionSyntax expression, SyntaxNode origin)
    {
        if (Unwrap(expression) is AwaitExpressionSyntax awaited && boundaries.TryGetValue(awaited, out var boundary))
        {
            // Nothing but the exception of the await matters here.
            var end = LowerAwait(awaited, boundary);
            boundary.IsStatement = true;
            boundary.IsTail = IsTail(boundary);
            if (!boundary.IsTail)
            {
                Add(new StatementNode(Code.Of(end, boundary.Kind == BoundaryKind.Join ? ";" : ".GetResult();"), origin));
            }

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
        if (Unwrap(value) is ThrowExpressionSyntax thrown)
        {
            Add(new StatementNode(Code.Of("throw ", Lower(thrown.Expression), ";"), origin, completes: false));
            return;
        }

        if (!HasBoundary(value))
        {
            Add(new StatementNode(forwarded is null ? Return(Code.User(value)) : Forward(value, origin), origin, completes: false));
            return;
        }

        // The branches of a conditional return for themselves: a call in one of them is a tail call then.
        if (Unwrap(value) is ConditionalExpressionSyntax choice && (HasBoundary(choice.WhenTrue) || HasBoundary(choice.WhenFalse)) && model.GetTypeInfo(choice, cancellationToken).Type is { } type
            && SymbolEqualityComparer.Default.Equals(type, _resultType))
        {
            LowerChoice(choice.Condition, () => LowerReturn(choice.WhenTrue, choice.WhenTrue), () => LowerReturn(choice.WhenFalse, choice.WhenFalse), choice.WhenTrue);
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

    /// <summary>Whether the end of the call is the handler's own, and nothing of the handler is left when it comes. A handler without a result may end with a value: nobody reads it.</summary>
    private bool IsTail(Boundary boundary) =>
        boundary.Kind == BoundaryKind.ChainCall
        && (_resultType is null || SymbolEqualityComparer.IncludeNullability.Equals(boundary.Result?.WithNullableAnnotation(NullableAnnotation.None), _resultType.WithNullableAnnotation(NullableAnnotation.None)))
        && TailPosition.IsLast(boundary.Syntax, unit.Body);

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

    private static ExpressionSyntax Unwrap(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized.Expression;
        }

        return expression;
    }
}
