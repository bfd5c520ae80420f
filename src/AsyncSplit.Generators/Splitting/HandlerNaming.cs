using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Residuals;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>The names of what is generated for one handler. None hides a name that the handler uses, none clashes with a member of its type.</summary>
internal sealed class HandlerNaming
{
    private static readonly HashSet<string> s_recordMembers = new(StringComparer.Ordinal)
    {
        "ResumePoint", "Point", "Write", "WriteArguments", "GetArguments", "Target", "Read", "Equals", "GetHashCode", "ToString", "GetType", "EqualityContract", "PrintMembers", "Clone", "Deconstruct", "MemberwiseClone", "Finalize", "MemberCodecs",
    };

    /// <summary>What follows the prefix in the names of resume points and of what they share.</summary>
    private static readonly string[] s_entryNames = ["After", "From", "Next"];

    private readonly HashSet<string> _locals;
    private readonly HashSet<string> _records;
    private readonly Dictionary<ISymbol, string> _calls = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<Boundary, string> _states = [];

    /// <param name="method">The handler.</param>
    /// <param name="syntax">Its declaration.</param>
    /// <param name="semantics">The model of its file.</param>
    /// <param name="locals">The locals of the unit.</param>
    /// <param name="lifted">The lifted function that the names are for; null for the handler itself.</param>
    /// <param name="prefixes">What other units of the handler begin their names with.</param>
    public HandlerNaming(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, IEnumerable<string> locals, string? lifted, ISet<string> prefixes)
    {
        _locals = new HashSet<string>(syntax.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText), StringComparer.Ordinal);
        _records = new HashSet<string>(locals.Concat(s_recordMembers), StringComparer.Ordinal);
        State = Local("state");
        Resumed = Local("resumed");
        Futures = Local("futures");

        var name = Chainables.SimpleName(method);

        // Of a type in several files, the order of its members is that in which the compiler was given the files.
        var overloads = method.ContainingType.GetMembers().OfType<IMethodSymbol>().Where(other => Chainables.SimpleName(other) == name && Chainables.IsChainable(other))
            .OrderBy(other => other.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(other => other.Locations[0].SourceSpan.Start).ToList();
        var index = overloads.FindIndex(other => SymbolEqualityComparer.Default.Equals(other, Chainables.Declaration(method)));
        Prefix = index > 0 ? $"{name}{index + 1}" : name;
        if (lifted is not null)
        {
            Prefix = $"{Prefix}_{lifted}";
        }

        while (!IsFree(method, syntax, semantics, name) || !prefixes.Add(Prefix))
        {
            Prefix += "_";
        }
    }

    /// <summary>What the entry points' names begin with: the handler's name, and that of the lifted function.</summary>
    public string Prefix { get; }

    /// <summary>The record of the arguments.</summary>
    public string Arguments => $"{Prefix}_Arguments";

    /// <summary>The static class that holds the records.</summary>
    public string Holder => $"{Prefix}Chain";

    public string State { get; }

    public string Resumed { get; }

    public string Futures { get; }

    /// <summary>The identifiers of the handler, and the locals that have been named so far.</summary>
    public ISet<string> Taken => _locals;

    /// <summary>A name for a local that the handler has not.</summary>
    public string Local(string wanted) => UniqueNames.Take(wanted, _locals);

    /// <summary>The record of the call of a chainable method.</summary>
    public string CallRecord(IMethodSymbol callee)
    {
        if (!_calls.TryGetValue(callee, out var name))
        {
            _records.Add(Holder);
            name = Chainables.SimpleName(callee);
            while (callee.Parameters.Any(parameter => parameter.Name == name))
            {
                name += "Call";
            }

            _calls[callee] = name = UniqueNames.Take(name, _records);
        }

        return name;
    }

    /// <summary>The record of the state at a boundary.</summary>
    public string StateRecord(Boundary boundary)
    {
        if (!_states.TryGetValue(boundary, out var name))
        {
            var method = char.ToUpperInvariant(boundary.Name[0]) + boundary.Name.Substring(1);
            _states[boundary] = name = UniqueNames.Take(boundary.Ordinal == 1 ? $"After{method}" : $"After{method}{boundary.Ordinal}", _records);
        }

        return name;
    }

    /// <summary>Whether every record that travels has a member of that name, so that no parameter can be called so.</summary>
    public static bool IsRecordMember(string name) => s_recordMembers.Contains(name);

    /// <summary>The member of a record that stands for a local: its name, unless records have a member of that name.</summary>
    public static string Member(string local) =>
        s_recordMembers.Contains(local.TrimEnd('_')) ? local + "_" : Naming.Escape(local);

    /// <summary>Whether no member begins like the generated ones, and no type has the holder's name where the handler's code could mean it.</summary>
    private bool IsFree(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, string name)
    {
        var generated = new[] { "_Start", "_Arguments", "_Register" };
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.Name == Holder)
            {
                return false;
            }
        }

        return !method.Parameters.Concat(Chainables.Declaration(method).Parameters).Any(parameter => parameter.Name == $"{Prefix}_Arguments")
            && method.ContainingType.GetMembers().All(member => member.Name != Holder && (Prefix == name || member.Name != Prefix)
                && (IsGenerated(member) || !(s_entryNames.Any(kind => member.Name.StartsWith($"{Prefix}_{kind}", StringComparison.Ordinal)) || generated.Any(suffix => member.Name == Prefix + suffix))))
            && semantics.LookupSymbols(syntax.SpanStart, name: Holder).All(IsGenerated);
    }

    /// <summary>Analyzers see what the generator has added; to the generator it is not there yet.</summary>
    private static bool IsGenerated(ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute") || symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));
}
