import { child, type XmlNode } from './docxXml';

/** A text box: what stands in it, and the same once more for programs that know no other way to draw it. */
interface TextBox {
  content: XmlNode;
  copies: XmlNode[];
}

/** The text boxes inside a paragraph, in their order; those inside other boxes belong to the paragraphs there. */
export function textBoxes(paragraph: XmlNode): TextBox[] {
  return paragraph.children.flatMap((node) => {
    if (node.name === 'w:txbxContent') return [{ content: node, copies: [] }];
    if (node.name !== 'mc:AlternateContent') return textBoxes(node);
    const [own, other] = ['mc:Choice', 'mc:Fallback'].map((name) => child(node, name)).map((one) => (one ? textBoxes(one) : []));
    const [boxes, copies] = own!.length > 0 ? [own!, other!] : [other!, []];
    return boxes.map((box, at) => ({
      content: box.content,
      copies: [...box.copies, ...(copies[at] === undefined ? [] : [copies[at].content])],
    }));
  });
}
