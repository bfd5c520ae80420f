using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Codecs;

namespace AsyncSplit.Generators.Emit;

/// <summary>Writes one file with the codec of one exception type.</summary>
internal static class ExceptionCodecEmitter
{
    private const string Runtime = "global::AsyncSplit.Serialization";

    /// <inheritdoc cref="CodecEmitter.HintName(CodecModel)"/>
    public static string HintName(ExceptionCodecModel model) => CodecEmitter.HintName("Exception.", model.Name, model.Type);

    public static void Emit(SourceWriter writer, ExceptionCodecModel model)
    {
        var members = model.Members.Select(member => member.Member).ToEquatableArray();
        using (CodecFile.Open(writer, model.Namespace, model.Containers))
        {
            if (!model.IsPrivate)
            {
                writer.WriteLine($"internal static {Runtime}.ExceptionCodec {model.Name} => {model.Name}Codec.Instance;");
                writer.WriteLine();
            }

            writer.WriteLine(Header.Code);
            using (writer.WriteBlock($"private sealed class {model.Name}Codec : {Runtime}.ExceptionCodec"))
            {
                writer.WriteLine($"internal static readonly {model.Name}Codec Instance = new();");
                writer.WriteLine();
                writer.WriteLine($"public override string TypeName => {MemberEmitter.Literal(model.TypeName)};");
                writer.WriteLine();
                using (writer.WriteBlock($"public override void WriteData({Runtime}.StateWriter writer, global::System.Exception exception)"))
                {
                    if (members.Count > 0)
                    {
                        writer.WriteLine($"var value = ({model.Type})exception;");
                    }

                    MemberEmitter.WriteMembers(writer, members, "value.");
                }

                writer.WriteLine();
                using (writer.WriteBlock($"public override global::System.Exception Read(ref {Runtime}.StateReader reader, string message, global::System.Exception? inner)"))
                {
                    MemberEmitter.ReadMembers(writer, members, model.DisplayName);
                    EmitCreation(writer, model);
                }

                MemberEmitter.WriteCodecs(writer, members);
            }
        }
    }

    private static void EmitCreation(SourceWriter writer, ExceptionCodecModel model)
    {
        var arguments = model.Members
            .Where(member => member.Parameter is not null)
            .Select(member => $"{member.Parameter}: {MemberEmitter.Local(member.Member)}{MemberEmitter.Forgiving(member.Member)}")
            .ToList();
        if (model.MessageParameter is { } message)
        {
            arguments.Add($"{message}: message");
        }

        if (model.InnerParameter is { } inner)
        {
            arguments.Add($"{inner}: inner!");
        }

        var creation = $"return new {model.Type}({string.Join(", ", arguments)})";
        var rest = model.Members.Where(member => member.Parameter is null || member.IsRequired).ToArray();
        if (rest.Length == 0)
        {
            writer.WriteLine(creation + ";");
            return;
        }

        using (writer.WriteBlock(creation, close: "};"))
        {
            foreach (var member in rest)
            {
                writer.WriteLine($"{member.Member.Name} = {MemberEmitter.Local(member.Member)},");
            }
        }
    }
}
