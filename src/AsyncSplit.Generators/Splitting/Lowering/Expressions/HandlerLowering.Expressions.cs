using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Expressions whose operands are all evaluated, left to right.</content>
internal sealed partial class HandlerLowering
{
    /// <summary>
    /// The code that gives the expression's value, after what has to come before has been added to the current block: its boundaries,
    /// and before each of them the operands that C# evaluates earlier.
    /// </summary>
    private Code Lower(ExpressionSyntax expression, bool isStatement = false)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!HasBoundary(expression))
        {
            return Code.User(expression);
        }

        switch (expression)
        {
            case AwaitExpressionSyntax awaited when boundaries.TryGetValue(awaited, out var boundary):
                return LowerAwait(awaited, boundary);
            case AssignmentExpressionSyntax assignment:
                return LowerAssignment(assignment, isStatement);
            case BinaryExpressionSyntax both when IsConjunctionWithAwait(both):
                return LowerConjunction(both);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } binary when HasBoundary(binary.Right):
                return LowerDisjunction(binary);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } binary when HasBoundary(binary.Right):
                return LowerCoalesce(binary);
            case ConditionalExpressionSyntax choice when HasBoundary(choice.WhenTrue) || HasBoundary(choice.WhenFalse) || (IsDivided(choice.Condition) && DeclaresFor(choice.Condition)):
                return LowerConditional(choice);
            case ConditionalAccessExpressionSyntax access when HasBoundary(access.WhenNotNull):
                return LowerConditionalAccess(access, isStatement);
            case SwitchExpressionSyntax choice when choice.Arms.Any(HasBoundary):
                return LowerSwitchExpression(choice);
            case BaseObjectCreationExpressionSyntax { Initializer: { } initializer } creation when HasBoundary(initializer) && !IsPlain(creation, initializer):
                return LowerBuilt(creation, initializer);
            case WithExpressionSyntax with when HasBoundary(with.Initializer) && !AssignsOnly(with.Initializer):
                throw Refuse(with, "a with expression with an await that sets a member whose accessor does something: compute the value before");
            case ParenthesizedExpressionSyntax parenthesized:
                // A value by name needs no parentheses, and before an operator they would look like a cast.
                var inner = Lower(parenthesized.Expression);
                return inner.Fragments is [TempUse] ? inner : Code.Replace(parenthesized.Span, [(parenthesized.Expression.Span, inner)]);
            case CheckedExpressionSyntax region:
                return LowerOverflowContext(region);
            default:
                return LowerOperands(expression, Operands(expression));
        }
    }

    private Code LowerOverflowContext(CheckedExpressionSyntax region)
    {
        var outer = _overflowContext;
        _overflowContext = region.Keyword.ValueText;
        var value = Lower(region.Expression);
        _overflowContext = outer;
        return Code.Replace(region.Span, [(region.Expression.Span, value)]);
    }

    /// <summary>The operands that are evaluated, in order. An entry without an expression of its own needs no evaluation.</summary>
    private IReadOnlyList<ExpressionSyntax> Operands(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax started when forks.Started.TryGetValue(started, out var callee) => StartedOperands(started, callee),
        InvocationExpressionSyntax started when forks.StartedLifted.ContainsKey(started) => [.. Arguments(started.ArgumentList)],
        InvocationExpressionSyntax limited when forks.Limited.Contains(limited) => throw Refuse(limited, "a WaitAsync on a started call with an await inside: keep the task in a local before"),
        InvocationExpressionSyntax invocation => [.. Receiver(invocation), .. Arguments(invocation.ArgumentList)],
        ObjectCreationExpressionSyntax creation => [.. Arguments(creation.ArgumentList), .. InitializerOperands(creation.Initializer)],
        ImplicitObjectCreationExpressionSyntax creation => [.. Arguments(creation.ArgumentList), .. InitializerOperands(creation.Initializer)],
        AnonymousObjectCreationExpressionSyntax creation => [.. creation.Initializers.Select(initializer => initializer.Expression)],
        MemberAccessExpressionSyntax access => [access.Expression],
        ElementBindingExpressionSyntax binding => [.. Arguments(binding.ArgumentList)],
        MemberBindingExpressionSyntax => [],
        ElementAccessExpressionSyntax access => [.. ReceiverOf(access.Expression), .. Arguments(access.ArgumentList)],
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression or (int)SyntaxKind.AsExpression } binary => [binary.Left],
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression } binary => [binary.Left],
        BinaryExpressionSyntax binary => [binary.Left, binary.Right],
        PrefixUnaryExpressionSyntax unary when !unary.IsKind(SyntaxKind.AddressOfExpression) => [unary.Operand],
        PostfixUnaryExpressionSyntax unary => [unary.Operand],
        CastExpressionSyntax cast => [cast.Expression],
        IsPatternExpressionSyntax test when !HasBoundary(test.Pattern) => [test.Expression],
        InterpolatedStringExpressionSyntax text => [.. text.Contents.OfType<InterpolationSyntax>().Select(hole => hole.Expression)],
        TupleExpressionSyntax tuple => [.. tuple.Arguments.Select(argument => argument.Expression)],
        ArrayCreationExpressionSyntax array => [.. array.Type.RankSpecifiers.SelectMany(rank => rank.Sizes).Where(size => size is not OmittedArraySizeExpressionSyntax), .. InitializerOperands(array.Initializer)],
        ImplicitArrayCreationExpressionSyntax array => [.. InitializerOperands(array.Initializer)],
        InitializerExpressionSyntax initializer => [.. InitializerOperands(initializer)],
        CollectionExpressionSyntax collection => [.. collection.Elements.Select(ElementOperand)],
        WithExpressionSyntax with => [with.Expression, .. InitializerOperands(with.Initializer)],
        RangeExpressionSyntax range => [.. new[] { range.LeftOperand, range.RightOperand }.OfType<ExpressionSyntax>()],
        SwitchExpressionSyntax choice => [choice.GoverningExpression],
        ConditionalExpressionSyntax choice => [choice.Condition],
        ConditionalAccessExpressionSyntax access => [access.Expression],
        ThrowExpressionSyntax thrown => [thrown.Expression],
        AwaitExpressionSyntax inline => [inline.Expression],
        QueryExpressionSyntax query => QueryOperands(query),
        _ => throw Refuse(expression, $"an await inside an expression of this kind ({expression.Kind()})"),
    };

    /// <summary>What a query evaluates before it is enumerated: its source, and what it joins with that at once.</summary>
    private IReadOnlyList<ExpressionSyntax> QueryOperands(QueryExpressionSyntax query)
    {
        var joins = query.Body.Clauses.TakeWhile(clause => clause is JoinClauseSyntax).Cast<JoinClauseSyntax>().Select(join => join.InExpression).ToList();
        var last = joins.FindLastIndex(HasBoundary);
        var operands = joins.Take(last + 1).Prepend(query.FromClause.Expression).ToList();
        return query.DescendantNodes().OfType<AwaitExpressionSyntax>().All(awaited => !boundaries.ContainsKey(awaited) || operands.Any(operand => operand.Span.Contains(awaited.Span)))
            ? operands
            : throw Refuse(query, "an await in a join of a query behind other clauses: await what is joined in a statement before");
    }

    private ExpressionSyntax ElementOperand(CollectionElementSyntax element) => element switch
    {
        ExpressionElementSyntax single => single.Expression,
        SpreadElementSyntax spread => spread.Expression,
        _ => throw Refuse(element, $"an await beside a collection element of this kind ({element.Kind()})"),
    };

    private IEnumerable<ExpressionSyntax> InitializerOperands(InitializerExpressionSyntax? initializer)
    {
        foreach (var element in initializer?.Expressions ?? default)
        {
            switch (element)
            {
                case AssignmentExpressionSyntax { Right: InitializerExpressionSyntax nested } assignment:
                    foreach (var operand in IndexOperands(assignment.Left).Concat(InitializerOperands(nested)))
                    {
                        yield return operand;
                    }

                    break;
                case AssignmentExpressionSyntax assignment when initializer!.IsKind(SyntaxKind.ObjectInitializerExpression) || initializer.IsKind(SyntaxKind.WithInitializerExpression):
                    foreach (var operand in IndexOperands(assignment.Left))
                    {
                        yield return operand;
                    }

                    yield return assignment.Right;
                    break;
                case InitializerExpressionSyntax nested:
                    foreach (var operand in InitializerOperands(nested))
                    {
                        yield return operand;
                    }

                    break;
                default:
                    yield return element;
                    break;
            }
        }
    }

    private IEnumerable<ExpressionSyntax> IndexOperands(ExpressionSyntax left) => left is ImplicitElementAccessSyntax access ? Arguments(access.ArgumentList) : [];

    /// <summary>Lowers the operands in order and puts them back into the expression's text.</summary>
    private Code LowerOperands(ExpressionSyntax expression, IReadOnlyList<ExpressionSyntax> operands)
    {
        var depth = _held.Count;
        HoldRoot(expression switch
        {
            InvocationExpressionSyntax invocation => invocation.Expression,
            AssignmentExpressionSyntax assignment => assignment.Left,
            _ => expression,
        });
        var codes = LowerInOrder(operands);
        _held.RemoveRange(depth, _held.Count - depth);
        return Code.Replace(expression.Span, operands.Select((operand, index) => (operand.Span, codes[index])));
    }

    /// <summary>Up to the last operand with a boundary each is held, since it is evaluated before that boundary and used after it.</summary>
    private List<Code> LowerInOrder(IReadOnlyList<ExpressionSyntax> operands)
    {
        var last = operands.Count - 1;
        while (last >= 0 && !HasBoundary(operands[last]))
        {
            last--;
        }

        var depth = _held.Count;
        var codes = new List<Code>();
        for (var index = 0; index < operands.Count; index++)
        {
            codes.Add(index < last ? Hold(operands[index]) : index == last ? Lower(operands[index]) : Code.User(operands[index]));
            if (index < last && _elements.TryGetValue(operands[index], out var element))
            {
                Add(new TempNode(NewTemp("present", TypeOf(element)), Code.Replace(element.Span, operands.Take(index + 1).Where(operand => element.Span.Contains(operand.Span)).Select((operand, _) => (operand.Span, codes[operands.ToList().IndexOf(operand)]))), element));
            }
        }

        _held.RemoveRange(depth, _held.Count - depth);
        return codes;
    }

    private Code LowerAwait(AwaitExpressionSyntax awaited, Boundary boundary)
    {
        Code request;
        switch (boundary.Kind)
        {
            case BoundaryKind.ChainCall:
                request = boundary.Lifted is null ? LowerCall((InvocationExpressionSyntax)boundary.Operand, boundary.Callee!) : LowerList(((InvocationExpressionSyntax)boundary.Operand).ArgumentList);
                break;
            case BoundaryKind.Delay:
                var list = ((InvocationExpressionSyntax)boundary.Operand).ArgumentList;
                request = LowerList(list);
                break;
            case BoundaryKind.Yield:
                request = Code.Empty;
                break;
            case BoundaryKind.Join:
                request = Code.Empty;
                LowerJoined(boundary);
                break;
            default:
                request = InOverflowContext(Lower(boundary.Operand));
                break;
        }

        return Suspend(boundary, request);
    }

    /// <summary>The step ends here, with all that is held.</summary>
    private Code Suspend(Boundary boundary, Code request)
    {
        foreach (var (temp, local) in _held)
        {
            if (temp is not null && !boundary.HeldTemps.Contains(temp))
            {
                boundary.HeldTemps.Add(temp);
                temp.IsHeld = true;
            }
            else if (local is not null)
            {
                boundary.HeldLocals.Add(local);
            }
        }

        _temps.Add(boundary.ResultTemp);
        Add(new SuspendNode(boundary, request));
        return Code.Of(boundary.ResultTemp);
    }

    /// <summary>Keeps the task of a join: it is captured, and found ended behind the boundary.</summary>
    private void LowerJoined(Boundary boundary)
    {
        var operand = boundary.Operand;
        if (model.GetSymbolInfo(operand, cancellationToken).Symbol is ILocalSymbol { IsRef: false } local && locals.DeclarationOf(local) is not null && IsStable(operand))
        {
            boundary.JoinedLocal = local;
            boundary.HeldLocals.Add(local);
            return;
        }

        var value = InOverflowContext(Lower(operand));
        if (value.Fragments is [TempUse { Temp: { IsVariable: false } ready }] && ready.Type is not null)
        {
            boundary.JoinedTemp = ready;
        }
        else
        {
            boundary.JoinedTemp = NewTemp(boundary.Name == "await" ? "joined" : Camel(boundary.Name), TypeOf(operand));
            Add(new TempNode(boundary.JoinedTemp, value, operand));
        }

        boundary.JoinedTemp.IsHeld = true;
        boundary.HeldTemps.Add(boundary.JoinedTemp);
    }
}
