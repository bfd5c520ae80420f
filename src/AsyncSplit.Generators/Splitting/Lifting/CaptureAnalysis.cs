using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lifting;

/// <summary>
/// Finds what lifted functions use of the units around them: variables, whose values travel with each call, and constants and other local functions, which are
/// repeated in their entry points. What the functions use that they call is used by them.
/// </summary>
internal sealed class CaptureAnalysis(Unit handler, LiftPlan plan, SemanticModel model, CancellationToken cancellationToken)
{
    private readonly List<VariableUse> _uses = [.. Uses(handler, model, cancellationToken)];
    private readonly Dictionary<Unit, Captures> _captures = [];

    /// <summary>Fills in what each unit captures and borrows.</summary>
    public void Find()
    {
        foreach (var unit in plan.Units)
        {
            _captures[unit] = new Captures();
            Collect(unit, unit.Syntax);
            _captures[unit].Calls.UnionWith(plan.Units.Where(inner => inner.Parent == unit && inner.IsArgument));
        }

        bool changed;
        do
        {
            changed = false;
            foreach (var unit in plan.Units)
            {
                foreach (var variable in _captures[unit].Calls.SelectMany(called => _captures[called].Variables).Where(variable => !IsDeclaredIn(variable, unit.Syntax)).ToList())
                {
                    changed |= _captures[unit].Variables.Add(variable);
                }
            }
        }
        while (changed);

        foreach (var unit in plan.Units)
        {
            unit.Captured = [.. _captures[unit].Variables.OrderBy(variable => variable.DeclaringSyntaxReferences[0].Span.Start)];
            unit.Borrowed = [.. _captures[unit].Borrowed.OrderBy(statement => statement.SpanStart)];
        }
    }

    /// <summary>Where the unit, or a local function that it borrows, writes what it captures.</summary>
    public VariableUse? WriteIn(Unit unit)
    {
        var variables = _captures[unit].Variables;
        foreach (var use in Sources(unit).SelectMany(source => UsesIn(source, unit)).Where(use => variables.Contains(use.Symbol) && use.IsWrite))
        {
            return use;
        }

        return null;
    }

    /// <summary>Where anything writes the variable after its declaration.</summary>
    public SyntaxNode? WriteOf(ISymbol variable) =>
        _uses.Where(use => use.IsWrite && SymbolEqualityComparer.Default.Equals(use.Symbol, variable)).Select(use => (SyntaxNode)use.Name).FirstOrDefault();

    /// <summary>Where the unit first mentions a variable.</summary>
    public SyntaxNode UseIn(Unit unit, ISymbol variable) =>
        Sources(unit).SelectMany(source => UsesIn(source, unit)).Where(use => SymbolEqualityComparer.Default.Equals(use.Symbol, variable)).Select(use => (SyntaxNode)use.Name).FirstOrDefault() ?? unit.Syntax;

    /// <summary>A name that the unit declares anew although it needs the variable, constant or function of that name around it, by way of what it calls.</summary>
    public string? HiddenIn(Unit unit)
    {
        var names = unit.Symbol.Parameters.Select(parameter => parameter.Name).Concat(Declared(unit)).ToList();
        var needed = unit.Captured.Select(variable => variable.Name)
            .Concat(unit.Borrowed.OfType<LocalFunctionStatementSyntax>().Select(function => function.Identifier.ValueText))
            .Concat(unit.Borrowed.OfType<LocalDeclarationStatementSyntax>().SelectMany(constant => constant.Declaration.Variables).Select(variable => variable.Identifier.ValueText)).ToList();
        return needed.FirstOrDefault(names.Contains) ?? needed.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
    }

    private static IEnumerable<string> Declared(Unit unit) =>
        unit.Syntax.DescendantNodes(node => node == unit.Syntax || !NestedFunctions.IsFunction(node)).Select(node => node switch
        {
            VariableDeclaratorSyntax declarator => declarator.Identifier.ValueText,
            SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
            ForEachStatementSyntax loop => loop.Identifier.ValueText,
            CatchDeclarationSyntax caught => caught.Identifier.ValueText,
            LocalFunctionStatementSyntax function => function.Identifier.ValueText,
            _ => null,
        }).OfType<string>();

    private static IEnumerable<SyntaxNode> Sources(Unit unit) => [unit.Syntax, .. unit.Borrowed];

    private static IEnumerable<VariableUse> Uses(Unit handler, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var name in handler.InBody.OfType<SimpleNameSyntax>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The name of a member or of an argument is none of a variable.
            if (name.Parent is NameColonSyntax || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name))
            {
                continue;
            }

            switch (model.GetSymbolInfo(name, cancellationToken).Symbol)
            {
                case ILocalSymbol local:
                    yield return new VariableUse(local, name);
                    break;
                case IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } } parameter:
                    yield return new VariableUse(parameter, name);
                    break;
                case IMethodSymbol { MethodKind: MethodKind.LocalFunction } function:
                    yield return new VariableUse(function.OriginalDefinition, name);
                    break;
            }
        }
    }

    /// <summary>The mentions in a piece of source, lifted functions inside it left out: they are units of their own.</summary>
    private IEnumerable<VariableUse> UsesIn(SyntaxNode source, Unit unit) =>
        _uses.Where(use => source.Span.Contains(use.Name.Span) && !plan.Units.Any(inner => inner != unit && source.Span.Contains(inner.Syntax.Span) && inner.Syntax.Span.Contains(use.Name.Span)));

    private void Collect(Unit unit, SyntaxNode source)
    {
        var captures = _captures[unit];
        foreach (var use in UsesIn(source, unit))
        {
            if (plan.Of(use.Symbol) is { } called)
            {
                captures.Calls.Add(called);
            }
            else if (IsDeclaredIn(use.Symbol, source) || IsDeclaredIn(use.Symbol, unit.Syntax))
            {
                continue;
            }
            else if (use.Symbol is IMethodSymbol or ILocalSymbol { IsConst: true })
            {
                if (use.Symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken).FirstAncestorOrSelf<StatementSyntax>() is { } statement && captures.Borrowed.Add(statement))
                {
                    Collect(unit, statement);
                }
            }
            else
            {
                captures.Variables.Add(use.Symbol);
            }
        }
    }

    private static bool IsDeclaredIn(ISymbol symbol, SyntaxNode source) => symbol.DeclaringSyntaxReferences.Any(reference => source.Span.Contains(reference.Span));

    private sealed class Captures
    {
        public HashSet<ISymbol> Variables { get; } = new(SymbolEqualityComparer.Default);

        public HashSet<StatementSyntax> Borrowed { get; } = [];

        public HashSet<Unit> Calls { get; } = [];
    }
}
