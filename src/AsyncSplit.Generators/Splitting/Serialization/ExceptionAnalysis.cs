using AsyncSplit.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>How an exception type of the user's is created again: by the constructor that takes most of its data.</summary>
internal static class ExceptionAnalysis
{
    // What an error on the wire has anyway, and what belongs to the throwing process.
    private static readonly HashSet<string> s_notData = new(StringComparer.Ordinal)
    {
        "Message", "InnerException", "InnerExceptions", "StackTrace", "Data", "TargetSite", "Source", "HelpLink", "HResult",
    };

    /// <summary>The model; null for types of the framework, which the runtime knows, and for types that no constructor restores.</summary>
    public static ExceptionCodecModel? Resolve(SerializationAnalysis analysis, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.IsAbstract || type.TypeKind != TypeKind.Class || type.IsGenericType || IsOfFramework(type) || !IsException(type)
            || CodecPlace.Of(type, exact: true, analysis.Context, out _) is not { } place)
        {
            return null;
        }

        var members = new List<ObjectMember>();
        var codecs = new Dictionary<ObjectMember, TypeCodec>();
        foreach (var member in ObjectMembers.Of(type, analysis.Context, place.Container))
        {
            if (s_notData.Contains(member.Name) || member.IsIgnored)
            {
                continue;
            }

            var codec = analysis.Resolve(member.Type, cancellationToken);
            if (codec.IsSerializable)
            {
                members.Add(member);
                codecs.Add(member, codec);
            }
        }

        var choice = type.InstanceConstructors
            .Where(constructor => analysis.Context.IsAccessible(constructor, place.Container))
            .Select(constructor => ExceptionConstructor.Match(constructor, members, analysis.Context))
            .Where(match => match is not null)
            .OrderByDescending(match => match!.Score)
            .FirstOrDefault();
        if (choice is null)
        {
            return null;
        }

        var models = members
            .Where(member => choice.Parameters.ContainsKey(member) || (member.CanInitialize && !IsOfFramework(member.Symbol.ContainingType)))
            .Select(member => Model(member, choice, codecs[member]))
            .ToEquatableArray();
        return new ExceptionCodecModel
        {
            Type = TypeNames.ToCodeNotNull(type),
            TypeName = TypeNames.ToMetadata(type),
            DisplayName = TypeNames.ToMessage(type),
            Expression = place.Expression,
            Name = place.Name,
            Namespace = place.Namespace,
            Containers = place.Containers,
            IsPrivate = place.Container is not null,
            Members = models,
            MessageParameter = choice.Message is { } message ? Naming.Escape(message.Name) : null,
            InnerParameter = choice.Inner is { } inner ? Naming.Escape(inner.Name) : null,
            Codecs = members.SelectMany(member => codecs[member].Codecs).Distinct().OrderBy(codec => codec.Key, StringComparer.Ordinal).ToEquatableArray(),
        };
    }

    public static bool IsException(ITypeSymbol type)
    {
        for (ITypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (TypeNames.ToMetadata(level) == "System.Exception")
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfFramework(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Length == 0 && type.ContainingAssembly?.Name is { } assembly
        && (assembly is "mscorlib" or "netstandard" or "System" || assembly.StartsWith("System.", StringComparison.Ordinal));

    private static CodecMemberModel Model(ObjectMember member, ExceptionConstructor choice, TypeCodec codec)
    {
        var parameter = choice.Parameters.TryGetValue(member, out var found) ? found : null;

        // The data may be that of a type derived from this one, with other members: what is missing stays at its default.
        return new CodecMemberModel(
            new MemberModel(Naming.Escape(member.Name), member.JsonName, TypeNames.ToCode(member.Type), codec.Expression!, "default!"),
            parameter is not null ? CodecMemberTarget.Constructor : member.CanSet && !member.IsRequired ? CodecMemberTarget.Setter : CodecMemberTarget.Initializer,
            parameter is null ? null : Naming.Escape(parameter.Name),
            member.IsRequired);
    }
}
