using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Entries;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Emit;

/// <summary>Writes the code that writes and reads the members of a state record, an argument record or a user's type.</summary>
internal static class MemberEmitter
{
    private static readonly HashSet<string> s_plain = new(StringComparer.Ordinal)
    {
        "bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "nint", "nuint", "float", "double", "decimal", "char",
    };

    /// <summary>Writes <c>private static class MemberCodecs</c>, which the other methods' code refers to; nothing where no codec is made of others.</summary>
    public static void WriteCodecs(SourceWriter writer, EquatableArray<MemberModel> members)
    {
        if (!members.Any(IsComposed))
        {
            return;
        }

        // A class of its own, so that the codecs of types that contain each other are not created in a circle.
        writer.WriteLine();
        using (writer.WriteBlock($"private static class {HolderName(members)}"))
        {
            foreach (var member in members)
            {
                if (IsComposed(member))
                {
                    writer.WriteLine($"internal static readonly global::AsyncSplit.Serialization.Codec<{member.Type}> {member.Name} = {member.Codec};");
                }
            }
        }
    }

    /// <summary>Writes the members as one JSON object to a variable <c>writer</c>.</summary>
    /// <param name="writer">The emitted source.</param>
    /// <param name="members">What to write.</param>
    /// <param name="instancePrefix">What stands before each name, for example <c>this.</c>.</param>
    public static void WriteMembers(SourceWriter writer, EquatableArray<MemberModel> members, string instancePrefix)
    {
        writer.WriteLine("writer.Json.WriteStartObject();");
        WriteEach(writer, members, instancePrefix, 0, members.Count);
        writer.WriteLine("writer.Json.WriteEndObject();");
    }

    /// <summary>Reads one JSON object from a variable <c>reader</c> into locals, each named by <see cref="Local"/>.</summary>
    /// <param name="writer">The emitted source.</param>
    /// <param name="members">What to read.</param>
    /// <param name="typeDisplayForErrors">The name of the whole in error messages.</param>
    public static void ReadMembers(SourceWriter writer, EquatableArray<MemberModel> members, string typeDisplayForErrors)
    {
        writer.WriteLine($"reader.StartObject({Literal(typeDisplayForErrors)});");
        ReadEach(writer, members, typeDisplayForErrors);
    }

    /// <summary>The local that <see cref="ReadMembers"/> declares for a member.</summary>
    public static string Local(MemberModel member) => "m_" + Bare(member);

    /// <summary>The expression of a member's codec, where <see cref="WriteCodecs"/> has been written to the same type.</summary>
    public static string CodecOf(EquatableArray<MemberModel> members, MemberModel member) => IsComposed(member) ? $"{HolderName(members)}.{member.Name}" : member.Codec;

    internal static void WriteEach(SourceWriter writer, EquatableArray<MemberModel> members, string instancePrefix, int start, int end)
    {
        for (var index = start; index < end; index++)
        {
            var member = members[index];
            writer.WriteLine($"writer.Json.WritePropertyName({Literal(member.JsonName)}u8);");
            writer.WriteLine($"{CodecOf(members, member)}.Write(writer, {instancePrefix}{member.Name}{Forgiving(member)});");
        }
    }

    internal static void ReadEach(SourceWriter writer, EquatableArray<MemberModel> members, string typeName)
    {
        foreach (var member in members)
        {
            writer.WriteLine($"{member.Type} {Local(member)} = {InitialValue(member)};");
            if (member.Default is null)
            {
                writer.WriteLine($"var {Has(member)} = false;");
            }
        }

        ReadLoop(writer, members, typeName, member =>
        {
            writer.WriteLine(ReadInto(Local(member), members, member));
            if (member.Default is null)
            {
                writer.WriteLine($"{Has(member)} = true;");
            }
        });

        foreach (var member in members)
        {
            if (member.Default is null)
            {
                using (writer.WriteBlock($"if (!{Has(member)})"))
                {
                    writer.WriteLine($"throw global::AsyncSplit.Serialization.StateReader.Missing({Literal(typeName)}, {Literal(member.JsonName)});");
                }
            }
        }
    }

    /// <summary>Writes the loop over an object's properties.</summary>
    internal static void ReadLoop(SourceWriter writer, IEnumerable<MemberModel> members, string typeName, Action<MemberModel> read)
    {
        using (writer.WriteBlock($"while (reader.NextProperty({Literal(typeName)}))"))
        {
            var head = "if";
            foreach (var member in members)
            {
                using (writer.WriteBlock($"{head} (reader.TryMember({Literal(member.JsonName)}u8))"))
                {
                    read(member);
                }

                head = "else if";
            }

            if (head == "if")
            {
                writer.WriteLine("reader.SkipMember();");
            }
            else
            {
                using (writer.WriteBlock("else"))
                {
                    writer.WriteLine("reader.SkipMember();");
                }
            }
        }
    }

    /// <summary>The statement that reads a member's value.</summary>
    internal static string ReadInto(string target, EquatableArray<MemberModel> members, MemberModel member) => $"{target} = {ReadValue(members, member)};";

    /// <summary>The expression that reads a member's value.</summary>
    internal static string ReadValue(EquatableArray<MemberModel> members, MemberModel member) => $"{CodecOf(members, member)}.Read(ref reader){Forgiving(member)}";

    /// <summary>What a member's local is declared with.</summary>
    internal static string InitialValue(MemberModel member) => member.Default is { } value && value != "default!" ? value : "default" + Forgiving(member);

    // Types of the user's may be annotated in ways that their codecs are not. Keywords of value types never are.
    internal static string Forgiving(MemberModel member) => s_plain.Contains(member.Type.TrimEnd('?')) ? "" : "!";

    internal static string Has(MemberModel member) => "has_" + Bare(member);

    internal static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Bare(MemberModel member) => member.Name.TrimStart('@');

    private static bool IsComposed(MemberModel member) => member.Codec.Contains("(");

    // A user's local may have any name.
    private static string HolderName(EquatableArray<MemberModel> members)
    {
        var name = "MemberCodecs";
        for (var index = 0; index < members.Count; index++)
        {
            if (members[index].Name == name)
            {
                (name, index) = (name + "_", -1);
            }
        }

        return name;
    }
}
