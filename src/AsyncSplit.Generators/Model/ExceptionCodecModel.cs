namespace AsyncSplit.Generators.Model;
internal sealed record ExceptionCodecModel(string TypeName, EquatableArray<CodecModel> Codecs);
