using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Checks;
using AsyncSplit.Generators.Splitting.Flow;
using AsyncSplit.Generators.Splitting.Residuals;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Builds the models of resume points and of what is captured for them.</summary>
internal sealed class StateBuilder(string wireName, CodecSet codecs, HandlerNaming names, LocalMap locals, bool hasForks)
{
    private const string ResourceAdvice = "End the scope of the resource before the await, or keep the await in this step with Inline()";

    /// <summary>What is captured at a boundary, and the result that comes back to it.</summary>
    public CapturedState State(Captures captures)
    {
        var boundary = captures.Boundary;
        var state = Captured(captures);
        var result = boundary.Result is null || boundary.Kind is BoundaryKind.Delay or BoundaryKind.Yield or BoundaryKind.Join
            ? null
            : codecs.Resolve(boundary.Result, RuleIds.ResultNotSerializable, boundary.Syntax.GetLocation(), ResultOf(boundary), describe: codec => ResultProblem(boundary, codec));
        return new CapturedState(captures, state with { Fingerprint = StableHash.Long($"{state.Fingerprint}{(state.TracksIdentity ? "#" : "")}>{result?.Shape}") }, result);
    }

    /// <summary>The resume point of such a state.</summary>
    public static EntryModel Entry(CapturedState captured, HandlerNaming names, EntryWriter written)
    {
        var boundary = captured.Captures.Boundary;
        return new EntryModel
        {
            Method = $"{names.Prefix}_{captured.State.Record}",
            IsAsync = written.IsAsync,
            UsesFutures = written.UsesFutures,
            Joined = boundary.Kind == BoundaryKind.Join ? HandlerNaming.Member(captured.Captures.NameOfJoined()) : null,
            Lines = written.Lines,
            Tokens = written.Tokens.Select(token => Naming.Escape(token.Name)).ToEquatableArray(),
            State = captured.State,
            Awaited = Short(boundary.Syntax),
            ResultType = captured.Result is null ? null : Types.Display(boundary.Result!),
            ResultCodec = captured.Result?.Expression,
        };
    }

    private static string ResultOf(Boundary boundary) => $"the result of '{Short(boundary.Operand)}'";

    private static Problem ResultProblem(Boundary boundary, TypeCodec codec)
    {
        var place = boundary.Syntax.GetLocation();
        var advice = boundary.Kind == BoundaryKind.Opaque ? "Keep the await in this step with Inline(), or await a method that returns only what is needed" : null;
        var problem = CodecSet.Describe(boundary.Result!, RuleIds.ResultNotSerializable, place, ResultOf(boundary), advice, codec) with { Further = [place] };
        return boundary.CanInline ? problem with { Facts = problem.Facts.Add(FactNames.CanInline, null) } : problem;
    }

    private StateModel Captured(Captures captures)
    {
        var boundary = captures.Boundary;
        var members = new List<MemberModel>();
        var shape = new List<string>();
        var reached = new List<EquatableArray<Reached>>();
        foreach (var local in captures.Locals)
        {
            var type = Types.OfVariable(local);
            if (local is ILocalSymbol { IsRef: true } || type.IsRefLikeType)
            {
                throw new SplitException(RuleIds.CannotBeSplit, boundary.Syntax, $"'{local.Name}' ({type.ToDisplayString()}), a {(type.IsRefLikeType ? "ref struct" : "ref local")} that is still used after this await");
            }

            // What "var" infers is always annotated; whether null or not, codecs of reference types take it.
            var isInferred = local is ILocalSymbol && locals.DeclarationOf(local)?.Parent is VariableDeclarationSyntax { Type.IsVar: true };
            Add(local.Name, isInferred ? NotNull(type) : type, codecs.Resolve(
                NotNull(type),
                RuleIds.LocalNotSerializable,
                locals.IsInput(local) ? null : boundary.Syntax.GetLocation(), // an input has been reported where it stands
                $"'{local.Name}'",
                local is ILocalSymbol { IsUsing: true } ? ResourceAdvice : "Read what you need of it before the await, or keep the await in this step with Inline()",
                local is ILocalSymbol { IsUsing: true } ? "is disposed after this await and cannot be captured" : "is still used after this await and cannot be captured",
                hasForks,
                local is ILocalSymbol { IsUsing: true } ? null : codec => UncapturableLocal.Of(local, NotNull(type), codec, captures, locals)));
        }

        foreach (var temp in captures.Temps)
        {
            // Code that does not compile has such values, while it is being written.
            var type = temp.Type ?? throw new SplitException(RuleIds.CannotBeSplit, boundary.Syntax, "a value that has no type crosses this await: mend what the compiler reports first");
            Add(captures.NameOf(temp), type, codecs.Resolve(
                NotNull(type),
                RuleIds.LocalNotSerializable,
                boundary.IsOutside && temp == boundary.JoinedTemp ? null : boundary.Syntax.GetLocation(), // the type of its value has been reported where it stands
                captures.NameOf(temp),
                takesTasks: hasForks,
                describe: codec => UncapturableTemp.Of(temp, codec, boundary)));
        }

        return new StateModel(
            names.StateRecord(boundary),
            $"{wireName}@{boundary.Name}{(boundary.Ordinal == 1 ? "" : $".{boundary.Ordinal}")}",
            string.Join(";", shape),
            boundary.Catches,
            Identities.MayRepeat(reached),
            boundary.Kind == BoundaryKind.Join,
            members.ToEquatableArray());

        void Add(string name, ITypeSymbol type, TypeCodec codec)
        {
            members.Add(new MemberModel(HandlerNaming.Member(name), name, Types.Display(type), codec.Expression ?? ""));
            shape.Add($"{name}:{codec.Shape}");
            reached.Add(codec.Reach);
        }
    }

    private static ITypeSymbol NotNull(ITypeSymbol type) => type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type;

    /// <summary>The text on one line, cut where it is long.</summary>
    internal static string Short(SyntaxNode node) => Short(node.ToString());

    /// <inheritdoc cref="Short(SyntaxNode)"/>
    internal static string Short(string code)
    {
        var text = string.Join(" ", code.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 80 ? text : text.Substring(0, 77) + "...";
    }
}
