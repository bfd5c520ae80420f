using System.Text;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Codecs;

namespace AsyncSplit.Generators.Emit;

/// <summary>Writes one file with the codec of one user type.</summary>
internal static class CodecEmitter
{
    private const string Runtime = "global::AsyncSplit.Serialization";

    /// <summary>The name of the file: ASCII, the same in every build, different from all others even where case is ignored.</summary>
    public static string HintName(CodecModel model) => HintName("Codec.", model.Name, model.Key);

    public static void Emit(SourceWriter writer, CodecModel model)
    {
        using (CodecFile.Open(writer, model.Namespace, model.Containers))
        {
            if (!model.IsPrivate)
            {
                writer.WriteLine($"internal static {BaseType(model)} {model.Name} => {model.Name}Codec.Instance;");
                writer.WriteLine();
            }

            writer.WriteLine(Header.Code);
            var head = model.Kind == CodecKind.Polymorphic
                ? $"private sealed class {model.Name}Codec() : {BaseType(model)}({MemberEmitter.Literal(model.DiscriminatorProperty)})"
                : $"private sealed class {model.Name}Codec : {BaseType(model)}";
            using (writer.WriteBlock(head))
            {
                writer.WriteLine($"internal static readonly {model.Name}Codec Instance = new();");
                writer.WriteLine();
                if (model.Kind == CodecKind.Polymorphic)
                {
                    EmitCases(writer, model);
                }
                else
                {
                    CodecObjectEmitter.Emit(writer, model);
                }
            }
        }
    }

    internal static string HintName(string prefix, string typeName, string key)
    {
        var name = new StringBuilder(prefix);
        foreach (var letter in typeName)
        {
            name.Append(letter < 128 && (char.IsLetterOrDigit(letter) || letter == '_') ? letter : '-');
        }

        if (name.Length > 80)
        {
            name.Length = 80;
        }

        return $"{name}.{StableHash.Short(key)}.g.cs";
    }

    private static string BaseType(CodecModel model) => $"{Runtime}.{(model.Kind == CodecKind.Polymorphic ? "PolymorphicCodec" : "ObjectCodec")}<{model.Type}>";

    private static void EmitCases(SourceWriter writer, CodecModel model)
    {
        using (writer.WriteBlock($"protected override global::System.Collections.Generic.IEnumerable<{Runtime}.PolymorphicCase<{model.Type}>> Cases()"))
        {
            foreach (var known in model.Cases)
            {
                writer.WriteLine($"yield return Case({known.Discriminator}, {known.Codec});");
            }
        }
    }
}
